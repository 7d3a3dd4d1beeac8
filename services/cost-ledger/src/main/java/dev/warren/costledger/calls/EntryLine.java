package dev.warren.costledger.calls;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** An entry as it stands in the ledger; what is null there is null here. */
record EntryLine(
        String id,
        String corrects,
        String reusedCallId,
        String source,
        String event,
        String eventType,
        String feature,
        Instant calledAt,
        String provider,
        String model,
        String outcome,
        String user,
        String team,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        String servedModel,
        String tier,
        BigDecimal reportedCost,
        List<String> flags,
        BigDecimal amount,
        BigDecimal saved,
        String currency,
        String unpricedReason) {

    private static final String ANSWERED = "answered";

    /** The call that it is of, or that it corrects. */
    String callId() {
        return corrects == null ? id : corrects;
    }

    boolean isReuse() {
        return reusedCallId != null;
    }

    /** Whether money was spent, or may have been, and no answer came of it. */
    boolean isWaste() {
        return !isReuse() && !outcome.equals(ANSWERED);
    }
}
