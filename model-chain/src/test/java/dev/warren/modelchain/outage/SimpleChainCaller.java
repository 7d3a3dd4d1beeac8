package dev.warren.modelchain.outage;

import java.util.Optional;
import java.util.function.Supplier;

/** Knows nothing before, and is heard unless it finds nobody. */
final class SimpleChainCaller<T> implements ChainCaller<T> {

    private final Supplier<T> asking;
    private boolean heard;

    SimpleChainCaller(Supplier<T> asking) {
        this.asking = asking;
    }

    @Override
    public Optional<T> known() {
        return Optional.empty();
    }

    @Override
    public T ask() {
        heard = false;
        try {
            T answer = asking.get();
            heard = true;
            return answer;
        } catch (IllegalArgumentException refusal) {
            heard = true;
            throw refusal;
        }
    }

    @Override
    public boolean wasHeard() {
        return heard;
    }
}
