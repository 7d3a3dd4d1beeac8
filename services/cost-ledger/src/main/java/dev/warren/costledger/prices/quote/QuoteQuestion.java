package dev.warren.costledger.prices.quote;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.prices.Rates;
import dev.warren.costledger.prices.TokenUsage;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Calls that somebody wants to know the cost of.
 *
 * @param team null where it is nobody's
 * @param tier null where it is the standard one
 * @param calls how many there are; at least 1
 * @param used by all of them together
 */
record QuoteQuestion(String provider, String model, String team, String tier, long calls, TokenUsage used) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

    /** Reads the question; where there are faults, the result is of no use. */
    static QuoteQuestion of(QuoteParameters asked, ParameterFaults faults) {
        name(QuoteParameters.PROVIDER, asked.provider, true, faults);
        name(QuoteParameters.MODEL, asked.model, true, faults);
        name(QuoteParameters.TEAM, asked.team, false, faults);
        name(QuoteParameters.TIER, asked.tier, false, faults);
        long calls = number(QuoteParameters.CALLS, asked.calls, 1, faults);
        if (calls < 1) {
            faults.add(QuoteParameters.CALLS, FaultCode.OUT_OF_RANGE, "must be at least 1");
        }
        TokenUsage used = new TokenUsage(
                number(QuoteParameters.INPUT, asked.inputTokens, 0, faults),
                number(QuoteParameters.CACHED, asked.cachedInputTokens, 0, faults),
                number(QuoteParameters.CACHE_WRITE, asked.cacheWriteInputTokens, 0, faults),
                number(QuoteParameters.OUTPUT, asked.outputTokens, 0, faults),
                number(QuoteParameters.REASONING, asked.reasoningTokens, 0, faults),
                faults.read(QuoteParameters.BATCH, asked.batch, QuoteQuestion::truth)
                        .orElse(false));
        if (used.cachedInput() + used.cacheWrite() > used.input()) {
            faults.add(
                    QuoteParameters.INPUT,
                    FaultCode.OUT_OF_RANGE,
                    "must include the cached and the cache-write tokens");
        }
        if (used.reasoning() > used.output()) {
            faults.add(QuoteParameters.OUTPUT, FaultCode.OUT_OF_RANGE, "must include the reasoning tokens");
        }
        return new QuoteQuestion(asked.provider, asked.model, asked.team, asked.tier, calls, used);
    }

    /** What they cost where all are alike: they are long if their average is. */
    BigDecimal amount(Rates rates) {
        return rates.amount(used, used.input() / calls);
    }

    BigDecimal atMost(Rates rates) {
        return rates.upperBound(used.input(), used.output());
    }

    private static void name(String parameter, String value, boolean required, ParameterFaults faults) {
        if (required) {
            faults.require(parameter, value);
        }
        faults.text(parameter, value, LedgerNameRules.LONGEST);
    }

    private static long number(String parameter, String value, long otherwise, ParameterFaults faults) {
        return faults.read(parameter, value, QuoteQuestion::whole).orElse(otherwise);
    }

    private static Long whole(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a whole number of at most 15 digits");
        }
        return Long.valueOf(text);
    }

    private static Boolean truth(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return Boolean.valueOf(word);
    }
}
