package dev.warren.modelchain.feature;

/**
 * What becomes of an event whose budget does not allow the next call. Where the call may cost more than the budget ever
 * has, nothing is waited for: with {@link #DOWNGRADE} the next provider is asked, else the outcome is {@code failed},
 * with the code {@code too-large-for-budget}.
 */
public enum OnExhausted {
    /** It waits in the broker, with the outcome {@code held}, until the budget allows the call. */
    HOLD,
    /** The next provider of the chain is asked; if nobody answers, the event waits as with {@link #HOLD}. */
    DOWNGRADE,
    /** The outcome is {@code failed}, with the code {@code budget-exhausted}. */
    FAIL
}
