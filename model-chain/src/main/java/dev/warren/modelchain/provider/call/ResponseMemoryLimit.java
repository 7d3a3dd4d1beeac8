package dev.warren.modelchain.provider.call;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The memory limit for concurrent responses of one provider: per response and in total. If all responses together
 * exceed the limit, the largest one is aborted; the limit of a single response also holds for one that is alone.
 * Thread-safe.
 */
public final class ResponseMemoryLimit {

    private final long mostOfOne;
    private final long mostOfAll;
    private final Set<Share> open = new HashSet<>();
    private long taken;

    /** Room for so many bytes. */
    public ResponseMemoryLimit(long mostOfOne, long mostOfAll) {
        this.mostOfOne = mostOfOne;
        this.mostOfAll = mostOfAll;
    }

    /**
     * Room for one response.
     *
     * @param end ends it, and is told why: {@link ResponseTooLargeException} or {@link ResponseMemoryException}
     */
    synchronized Share share(Consumer<RuntimeException> end) {
        Share share = new Share(end);
        open.add(share);
        return share;
    }

    private synchronized Optional<Share> excess(Share growing, long bytes) {
        if (!open.contains(growing)) {
            return Optional.empty();
        }
        growing.bytes += bytes;
        taken += bytes;
        if (growing.bytes > mostOfOne) {
            return Optional.of(growing);
        }
        return taken > mostOfAll && taken > growing.bytes
                ? open.stream().max(Comparator.comparingLong(share -> share.bytes))
                : Optional.empty();
    }

    private synchronized boolean leaves(Share share) {
        taken -= open.contains(share) ? share.bytes : 0;
        return open.remove(share);
    }

    /** The part of one response. */
    final class Share {

        private final Consumer<RuntimeException> end;
        private long bytes;

        private Share(Consumer<RuntimeException> end) {
            this.end = end;
        }

        /** More of it has come; one response, this or another, is ended if that is too much. */
        void take(long more) {
            excess(this, more).filter(ResponseMemoryLimit.this::leaves).ifPresent(Share::end);
        }

        private void end() {
            end.accept(bytes > mostOfOne ? new ResponseTooLargeException() : new ResponseMemoryException());
        }

        /** It takes nothing any more. */
        void free() {
            leaves(this);
        }
    }
}
