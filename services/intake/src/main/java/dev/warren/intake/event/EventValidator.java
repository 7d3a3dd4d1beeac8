package dev.warren.intake.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.http.problem.Fault;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.v1.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Makes events of candidates that keep every rule. Thread-safe. */
@ApplicationScoped
public class EventValidator {

    private static final String JSON = "application/json";

    private final EventRules rules;

    @Inject
    EventValidator(EventRules rules) {
        this.rules = rules;
    }

    /**
     * The event.
     *
     * @throws EventRefusedException if it has faults; it names all of them
     */
    public CloudEvent admit(EventCandidate candidate) {
        List<Fault> faults = rules.faults(candidate);
        if (!faults.isEmpty()) {
            throw new EventRefusedException(EventRefusal.INVALID_EVENT, faults);
        }
        return event((ObjectNode) candidate.json());
    }

    /**
     * The events of a batch, in its order.
     *
     * @throws EventRefusedException if any of them has faults; it names all of them, with their places
     */
    public List<CloudEvent> admitAll(List<EventCandidate> batch) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int place = i;
            rules.faults(batch.get(i)).forEach(fault -> faults.add(fault.at(place)));
        }
        if (!faults.isEmpty()) {
            throw new EventRefusedException(EventRefusal.INVALID_EVENT, faults);
        }
        return batch.stream()
                .map(candidate -> event((ObjectNode) candidate.json()))
                .toList();
    }

    private static CloudEvent event(ObjectNode json) {
        CloudEventBuilder builder = new CloudEventBuilder();
        EventAttributes.REQUIRED.stream()
                .filter(name -> !name.equals(EventAttributes.SPECVERSION))
                .forEach(name -> write(builder, name, json.get(name)));
        EventAttributes.OPTIONAL.forEach(
                name -> EventAttributes.get(json, name).ifPresent(value -> write(builder, name, value)));
        EventAttributes.extensions(json).forEach(entry -> write(builder, entry.getKey(), entry.getValue()));
        EventAttributes.get(json, EventAttributes.DATA).ifPresent(data -> writeData(builder, data, json));
        return builder.build();
    }

    private static void write(CloudEventBuilder builder, String name, JsonNode value) {
        switch (value.getNodeType()) {
            case BOOLEAN -> builder.withContextAttribute(name, value.booleanValue());
            case NUMBER -> builder.withContextAttribute(name, value.intValue());
            default -> builder.withContextAttribute(name, value.textValue());
        }
    }

    private static void writeData(CloudEventBuilder builder, JsonNode data, ObjectNode json) {
        String type =
                EventAttributes.text(json, EventAttributes.DATACONTENTTYPE).orElse(JSON);
        builder.withData(type, JsonCloudEventData.wrap(data));
    }
}
