package dev.warren.amqp.incoming;

/**
 * How many messages a channel asks the broker for at a time. The broker counts messages and not bytes, so that more
 * come than the hand has room for when they get larger: then fewer are asked for, and twice as many again whenever so
 * many have come that there would have been room. Thread-safe.
 */
final class AdaptivePrefetch {

    private final int most;
    private final InFlightBytes inFlightBytes;
    private int prefetch;
    private int seen;
    private long largest;

    AdaptivePrefetch(int most, InFlightBytes inFlightBytes) {
        this.most = most;
        this.inFlightBytes = inFlightBytes;
        this.prefetch = most;
    }

    /** How many to ask for. */
    synchronized int prefetch() {
        return prefetch;
    }

    /** A message came. */
    synchronized void saw(long size) {
        seen++;
        largest = Math.max(largest, size);
    }

    /** One came that there was no room for. */
    synchronized void shrink() {
        ask(Math.min(prefetch, fitting()));
    }

    /** Returns whether more can be asked for than before. */
    synchronized boolean grows() {
        if (prefetch == most || seen < prefetch) {
            return false;
        }
        int before = prefetch;
        ask(Math.max(prefetch, Math.min(2 * prefetch, fitting())));
        return prefetch > before;
    }

    private int fitting() {
        return Math.clamp(inFlightBytes.most() / Math.max(1, largest), 1, most);
    }

    private void ask(int messages) {
        prefetch = messages;
        seen = 0;
        largest = 0;
    }
}
