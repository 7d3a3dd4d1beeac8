package dev.warren.aiconsumer.holds;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How money for calls is asked for, below {@code warren.holds}. Checked at start by {@link HoldsConfigCheck}. */
@ConfigMapping(prefix = "warren.holds")
public interface HoldsConfig {

    /** The stream that keeps the rules. */
    @WithDefault("budgets.rules")
    String rules();

    /**
     * Whether there is a ledger. It says every half minute which budgets there are, if only that there are none; until
     * it has said so once, no call is made that costs money. With {@code false} no budget limits anything.
     */
    @WithDefault("true")
    boolean enabled();

    /** The ledger is asked again when it has not answered for so long. */
    @WithDefault("2s")
    Duration replyTimeout();

    /** How long an event waits in flight for money that is reserved for others, or for the ledger's answer. */
    @WithDefault("10s")
    Duration maxWait();

    /** The pause before the ledger is asked again, while money is reserved for others. */
    @WithDefault("250ms")
    Duration retryDelay();

    /**
     * How long money stays reserved for a call that nobody hears of any more; longer than a call and its booking take,
     * a crash in between included. At most an hour.
     */
    @WithDefault("10m")
    Duration lifetime();

    /**
     * Tokens that a request may have beside the instructions and the text: what is around the text, and the form of the
     * answer.
     */
    @WithDefault("500")
    int marginTokens();

    /** How long an event may be held before an alert says that it waits. */
    @WithDefault("24h")
    Duration alertAfter();

    /** How many held events per second are released at most. */
    @WithDefault("100")
    int releaseRate();
}
