package dev.warren.modelchain.store;

import dev.warren.modelchain.provider.CallOutcome;

/** The outcome that concurrent callers with the same question share. */
sealed interface SharedOutcome {

    /** The answer. */
    record Known(StoredAnswer bought) implements SharedOutcome {}

    /** The provider did not answer just now; it would not answer each of them either. */
    record Failed(CallOutcome outcome) implements SharedOutcome {}

    /** Nothing: ask yourself. */
    record Nothing() implements SharedOutcome {}
}
