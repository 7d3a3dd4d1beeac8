package dev.warren.intake.http;

import dev.warren.intake.IntakeConfig;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Knows where the outcomes of an event can be seen. Its names are in the query alone: whoever normalises a path on the
 * way, as URLs allow, would make another event of {@code a/../b}.
 */
@ApplicationScoped
class OutcomeLinks {

    private final String notifier;

    @Inject
    OutcomeLinks(IntakeConfig config) {
        this.notifier = config.notifierUrl().toString().replaceFirst("/+$", "");
    }

    /** The answer to events that were let in. */
    AcceptedResponse accepted(List<CloudEvent> events) {
        return new AcceptedResponse(events.stream()
                .map(event -> new AcceptedResponse.Event(
                        event.getId(),
                        event.getSource().toString(),
                        new AcceptedResponse.Follow(outcomes(event), stream(event))))
                .toList());
    }

    /** Where the outcomes so far are. */
    URI outcomes(CloudEvent event) {
        return URI.create(notifier + "/v1/status?source=%s&id=%s".formatted(source(event), encoded(event.getId())));
    }

    private URI stream(CloudEvent event) {
        return URI.create(notifier + "/v1/stream?source=%s&event=%s".formatted(source(event), encoded(event.getId())));
    }

    private static String source(CloudEvent event) {
        return encoded(event.getSource().toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
