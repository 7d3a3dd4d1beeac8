package dev.warren.intake.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.json.ParsedMediaType;
import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads an event in binary mode without judging it: the SDK's own reader stops at the first fault, and a sender is to
 * learn of all of them. Used once.
 */
public final class BinaryModeReader {

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final List<Fault> faults = new ArrayList<>();

    private BinaryModeReader() {}

    /**
     * The candidate in a message or request.
     *
     * @param attributes by name, without the binding's prefix
     * @param contentType the media type of the body; null if none is given
     * @param decoding how the protocol's binding decodes an attribute's value; throws an IllegalArgumentException with
     *     the fault of one that it cannot decode
     */
    public static EventCandidate read(
            Map<String, String> attributes, String contentType, byte[] body, UnaryOperator<String> decoding) {
        BinaryModeReader reader = new BinaryModeReader();
        attributes.forEach((name, value) -> reader.attribute(name, value, decoding));
        if (contentType != null) {
            reader.json.put(EventAttributes.DATACONTENTTYPE, contentType);
        }
        if (body.length > 0) {
            reader.data(body);
        }
        return new EventCandidate(reader.json, reader.faults);
    }

    private void attribute(String name, String value, UnaryOperator<String> decoding) {
        if (name.equals(EventAttributes.DATA) || name.equals(EventAttributes.DATA_BASE64)) {
            faults.add(new Fault(name, FaultCode.NOT_ALLOWED, "is not a valid attribute name"));
            return;
        }
        try {
            json.put(name, decoding.apply(value));
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(name, FaultCode.INVALID, e.getMessage()));
            json.put(name, value);
        }
    }

    private void data(byte[] body) {
        if (!json.has(EventAttributes.DATACONTENTTYPE)) {
            faults.add(new Fault(EventAttributes.DATACONTENTTYPE, FaultCode.REQUIRED, "is required with data"));
        } else if (ParsedMediaType.of(json.get(EventAttributes.DATACONTENTTYPE).textValue())
                .isJson()) {
            readJson(body);
        }
    }

    private void readJson(byte[] body) {
        try {
            json.set(EventAttributes.DATA, IntakeJson.read(body, EventAttributes.DATA));
        } catch (EventRefusedException e) {
            faults.addAll(e.faults());
        }
    }
}
