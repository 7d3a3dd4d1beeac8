package dev.warren.costledger.booking;

import dev.warren.costledger.booking.UsageRecord.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Sanitizes token counts so that every call can be booked. A part that is larger than its total is set to the total,
 * and a negative part to 0. An impossibly large total is unknown, and so is a total of zero tokens; unknown is not
 * free. Used once.
 */
public final class UsageSanitizer {

    private final List<String> flags = new ArrayList<>();

    /**
     * The tokens as they are booked.
     *
     * @param answered whether the call gave an answer, which has tokens
     */
    Tokens fit(Tokens said, boolean answered) {
        boolean isInput = isWhole("input", said.input());
        boolean isOutput = isWhole("output", said.output());
        if (!isInput || !isOutput) {
            return unknown(said);
        }
        if (said.known() && answered && said.input() == 0 && said.output() == 0) {
            flags.add("no-tokens");
            return unknown(said);
        }
        long cached = part("cached", said.cachedInput(), said.input(), "input");
        long written = part("cache-write", said.cacheWrite(), said.input() - cached, "input");
        long reasoning = part("reasoning", said.reasoning(), said.output(), "output");
        return new Tokens(said.input(), cached, written, said.output(), reasoning, said.batch(), said.known());
    }

    /** A word for each count that was not taken as it came. */
    List<String> flags() {
        return flags;
    }

    private boolean isWhole(String name, long count) {
        if (count < 0 || count > UsageRecord.MAX_TOKENS) {
            flags.add(name + "-out-of-range");
            return false;
        }
        return true;
    }

    private long part(String name, long count, long whole, String nameOfWhole) {
        if (count < 0) {
            flags.add(name + "-negative");
        } else if (count > whole) {
            flags.add(name + "-above-" + nameOfWhole);
        }
        return Math.clamp(count, 0, whole);
    }

    private static Tokens unknown(Tokens said) {
        return new Tokens(0, 0, 0, 0, 0, said.batch(), false);
    }
}
