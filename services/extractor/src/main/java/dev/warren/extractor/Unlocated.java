package dev.warren.extractor;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What becomes of a value that is to be located, and is not in the text either when it is asked for again. */
@RegisterForReflection
enum Unlocated {
    /** The answer is refused, and the next provider is asked. */
    REFUSE,
    /** The value is left out; where it is required, the answer is refused. */
    OMIT
}
