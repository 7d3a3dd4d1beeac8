package dev.warren.intake.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.json.ParsedMediaType;
import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.rw.CloudEventWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Collects what a reader of the CloudEvents SDK finds in a message in binary mode, without judging it: the SDK's own
 * builder stops at the first fault, and a sender is to learn of all of them.
 */
public final class BinaryModeCollector implements CloudEventWriter<EventCandidate> {

    /** The only version that there is a reader for; what the message really says is for the rules to judge. */
    public static final SpecVersion READ_AS = SpecVersion.V1;

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final List<Fault> faults = new ArrayList<>();
    private final UnaryOperator<String> decoding;

    private BinaryModeCollector(UnaryOperator<String> decoding) {
        this.decoding = decoding;
    }

    /**
     * The candidate in a message.
     *
     * @param reader finds attributes and data
     * @param specVersion the version as the message has it, null if it has none
     * @param decoding how the protocol's binding decodes an attribute's value; throws an IllegalArgumentException with
     *     the fault of one that it cannot decode
     */
    public static EventCandidate read(MessageReader reader, String specVersion, UnaryOperator<String> decoding) {
        return reader.read(version -> new BinaryModeCollector(decoding).withSpecVersion(specVersion));
    }

    @Override
    public BinaryModeCollector withContextAttribute(String name, String value) {
        return with(name, name.equals(EventAttributes.DATACONTENTTYPE) ? value : decoded(name, value));
    }

    @Override
    public EventCandidate end(CloudEventData data) {
        byte[] bytes = data.toBytes();
        if (!json.has(EventAttributes.DATACONTENTTYPE)) {
            faults.add(new Fault(EventAttributes.DATACONTENTTYPE, FaultCode.REQUIRED, "is required with data"));
        } else if (ParsedMediaType.of(json.get(EventAttributes.DATACONTENTTYPE).textValue())
                .isJson()) {
            readData(bytes);
        }
        return end();
    }

    @Override
    public EventCandidate end() {
        return new EventCandidate(json, faults);
    }

    private BinaryModeCollector withSpecVersion(String version) {
        return version == null ? this : withContextAttribute(EventAttributes.SPECVERSION, version);
    }

    private String decoded(String name, String value) {
        try {
            return decoding.apply(value);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(name, FaultCode.INVALID, e.getMessage()));
            return value;
        }
    }

    private BinaryModeCollector with(String name, String value) {
        if (name.equals(EventAttributes.DATA) || name.equals(EventAttributes.DATA_BASE64)) {
            faults.add(new Fault(name, FaultCode.NOT_ALLOWED, "is not a valid attribute name"));
        } else {
            json.put(name, value);
        }
        return this;
    }

    private void readData(byte[] bytes) {
        try {
            json.set(EventAttributes.DATA, IntakeJson.read(bytes, EventAttributes.DATA));
        } catch (EventRefusedException e) {
            faults.addAll(e.faults());
        }
    }
}
