package dev.warren.modelchain.provider;

import java.util.function.Supplier;

/** Stands between the chain and one provider: limits the time of a call, repeats it, and stops asking in an outage. */
interface Guard {

    /** Makes the call, possibly several times. */
    Answer call(Supplier<Answer> call);
}
