package dev.warren.intake.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.json.ParsedMediaType;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.FaultCollector;
import dev.warren.intake.IntakeConfig.Limits;
import java.util.function.Consumer;

/** Data is JSON, because features find their text in it by JSON pointer; and it is not nested without end. */
final class DataRules implements EventRule {

    private final int limit;

    DataRules(Limits limits) {
        this.limit = limits.depth();
    }

    @Override
    public void check(ObjectNode event, FaultCollector faults) {
        EventAttributes.text(event, EventAttributes.DATACONTENTTYPE)
                .map(ParsedMediaType::of)
                .ifPresent(type -> checkType(
                        type, message -> faults.add(EventAttributes.DATACONTENTTYPE, FaultCode.INVALID, message)));
        if (event.has(EventAttributes.DATA_BASE64)) {
            faults.add(
                    EventAttributes.DATA_BASE64,
                    FaultCode.NOT_ALLOWED,
                    "must not be used: data must be JSON, in the member data");
        }
        if (event.has(EventAttributes.DATA) && isDeeperThan(limit, event.get(EventAttributes.DATA))) {
            faults.add(
                    EventAttributes.DATA,
                    FaultCode.TOO_LONG,
                    "is nested more than " + limit + " objects and arrays deep");
        }
    }

    private static void checkType(ParsedMediaType type, Consumer<String> fault) {
        if (!type.isJson()) {
            fault.accept("must be application/json: features read data by JSON pointers");
        } else if (!type.isUtf8()) {
            fault.accept("must not name a charset other than utf-8");
        }
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
