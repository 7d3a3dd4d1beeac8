package dev.warren.bench.audit;

import dev.warren.bench.lab.BilledTokens;
import java.math.BigDecimal;

/**
 * A call as the ledger has it.
 *
 * @param callId the call
 * @param work what it was for
 * @param provider who was asked
 * @param outcome how it ended
 * @param tokens what is known of them; none where nothing is
 * @param tokensKnown whether the provider said how many
 * @param amount what it cost; null where that is not known
 */
public record LedgerCall(
        String callId,
        ExpectedWork work,
        String provider,
        String outcome,
        BilledTokens tokens,
        boolean tokensKnown,
        BigDecimal amount) {

    private static final String LOCAL = "local";
    private static final String ABANDONED = "abandoned";

    /** Whether it went to an endpoint. */
    public boolean remote() {
        return !LOCAL.equals(provider);
    }

    /** Whether the process that made it was killed before it knew the answer. */
    public boolean abandoned() {
        return ABANDONED.equals(outcome);
    }
}
