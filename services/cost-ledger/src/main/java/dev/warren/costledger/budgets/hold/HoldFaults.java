package dev.warren.costledger.budgets.hold;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.costledger.booking.UsageRecord;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a message about a hold. */
final class HoldFaults {

    private static final String INVALID = "invalid-hold";

    private final List<String> found = new ArrayList<>();

    private HoldFaults() {}

    static <T> T data(CloudEvent message, Class<T> type) {
        try {
            return ContractCodec.data(message, type);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailureException(INVALID, e.getMessage(), e);
        }
    }

    static void refuse(HoldRequested request) {
        HoldFaults faults = new HoldFaults();
        faults.name("callId", request.callId());
        faults.name("feature", request.feature());
        faults.name("provider", request.provider());
        faults.name("model", request.model());
        faults.number("inputTokens", request.inputTokens(), 0, UsageRecord.MAX_TOKENS);
        faults.number("outputTokens", request.outputTokens(), 0, UsageRecord.MAX_TOKENS);
        faults.number("seconds", request.seconds(), 1, Integer.MAX_VALUE);
        faults.refuse();
    }

    static void refuse(HoldReleased released) {
        HoldFaults faults = new HoldFaults();
        faults.name("callId", released.callId());
        faults.refuse();
    }

    private void name(String field, String value) {
        if (value == null || value.isEmpty()) {
            found.add(field + " is missing");
        }
    }

    private void number(String field, long value, long least, long most) {
        if (value < least || value > most) {
            found.add("%s is %d, not from %d to %d".formatted(field, value, least, most));
        }
    }

    private void refuse() {
        if (!found.isEmpty()) {
            throw new PermanentFailureException(INVALID, String.join("; ", found));
        }
    }
}
