package dev.warren.modelchain.feature;

/** What becomes of an event whose budget does not allow the next call. */
public enum OnExhausted {
    /** It waits in the broker, with the outcome {@code held}, until the budget allows the call. */
    HOLD,
    /** The next provider of the chain is asked; if nobody answers, the event waits as with {@link #HOLD}. */
    DOWNGRADE,
    /** The outcome is {@code failed}, with the code {@code budget-exhausted}. */
    FAIL
}
