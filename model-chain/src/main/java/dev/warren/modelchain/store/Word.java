package dev.warren.modelchain.store;

import dev.warren.modelchain.provider.CallOutcome;

/** What those who had the same question at the same time in the same process are told. */
sealed interface Word {

    /** The answer. */
    record Known(Bought bought) implements Word {}

    /** The provider did not answer just now; it would not answer each of them either. */
    record Failed(CallOutcome outcome) implements Word {}

    /** Nothing: ask yourself. */
    record Nothing() implements Word {}
}
