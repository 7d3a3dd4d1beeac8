package dev.warren.intake.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.intake.IntakeConfig.Limits;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Data is JSON, because features find their text in it by JSON pointer; and it is not nested without end. */
final class DataRules implements Rule {

    /** What the CloudEvents SDK takes for JSON: a consumer built on it would refuse to read anything else as such. */
    private static final Pattern JSON_TYPE = Pattern.compile("(application|text)/([a-zA-Z]+\\+)?json(;.*)?");

    private final int limit;

    DataRules(Limits limits) {
        this.limit = limits.depth();
    }

    @Override
    public void check(ObjectNode event, BiConsumer<String, String> faults) {
        Attributes.text(event, Attributes.DATACONTENTTYPE)
                .filter(type -> !isJson(type))
                .ifPresent(type -> faults.accept(
                        Attributes.DATACONTENTTYPE, "must be application/json: features read data by JSON pointers"));
        if (event.has(Attributes.DATA_BASE64)) {
            faults.accept(Attributes.DATA_BASE64, "must not be used: data must be JSON, in the member data");
        }
        if (event.has(Attributes.DATA) && isDeeperThan(limit, event.get(Attributes.DATA))) {
            faults.accept(Attributes.DATA, "is nested more than " + limit + " objects and arrays deep");
        }
    }

    /** Whether data of this media type is JSON. */
    static boolean isJson(String mediaType) {
        return JSON_TYPE.matcher(mediaType).matches();
    }

    private static boolean isDeeperThan(int levels, JsonNode node) {
        if (node.isValueNode()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : node) {
            if (isDeeperThan(levels - 1, child)) {
                return true;
            }
        }
        return false;
    }
}
