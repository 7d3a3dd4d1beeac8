package dev.warren.bench.lab;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What providers were asked, what they answered, and what they will want money for. Thread-safe. */
public final class ProviderBill {

    private final long seed;
    private final Collection<Line> lines = new ConcurrentLinkedQueue<>();

    /**
     * An empty bill.
     *
     * @param seed decides how many tokens each call has
     */
    public ProviderBill(long seed) {
        this.seed = seed;
    }

    /** One request; not thread-safe in itself, written by its provider alone until it has ended. */
    public static final class Line {

        private final String callId;
        private final String provider;
        private final RawChatRequest request;
        private volatile Ending ending = Ending.OPEN;
        private volatile BilledTokens tokens = BilledTokens.NONE;
        private volatile long endedMillis;
        private volatile boolean stalled;

        private Line(String callId, String provider, RawChatRequest request) {
            this.callId = callId;
            this.provider = provider;
            this.request = request;
        }

        /** What the caller calls it; empty where it did not say. */
        public String callId() {
            return callId;
        }

        /** Who was asked. */
        public String provider() {
            return provider;
        }

        /** What was asked. */
        public RawChatRequest request() {
            return request;
        }

        /** How it ended. */
        public Ending ending() {
            return ending;
        }

        /** What it used. */
        public BilledTokens tokens() {
            return tokens;
        }

        /** When it ended, since the epoch. */
        public long endedMillis() {
            return endedMillis;
        }

        /** Whether the caller was let wait for nothing: what it costs, nobody ever says. */
        public boolean stalled() {
            return stalled;
        }

        void stall() {
            stalled = true;
        }

        void end(Ending how, BilledTokens used) {
            tokens = used;
            endedMillis = System.currentTimeMillis();
            ending = how;
        }
    }

    /** How a request ended. Only the answered ones are billed. */
    public enum Ending {
        /** It has not. */
        OPEN,
        /** The caller was sent what it asked for; billed. */
        ANSWERED,
        /** The caller was sent something of no use; billed all the same. */
        NONSENSE,
        /** The caller was sent an error. */
        REFUSED,
        /** The caller was gone before the answer was, or the provider was. */
        BROKEN;

        /** Whether the provider wants money for it. */
        public boolean billed() {
            return this == ANSWERED || this == NONSENSE;
        }
    }

    Line open(String callId, String provider, RawChatRequest request) {
        Line line = new Line(callId, provider, request);
        lines.add(line);
        return line;
    }

    /** The tokens of a call, whether it has ended or not. */
    public BilledTokens tokensOf(Line line) {
        return BilledTokens.drawn(seed
                ^ ((long) line.callId().hashCode() << Integer.SIZE)
                ^ line.request().hashCode());
    }

    /** Every request so far. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** How many requests were let wait for nothing. */
    public long stalled() {
        return lines.stream().filter(Line::stalled).count();
    }

    /** Every request that is billed. */
    public List<Line> billed() {
        return lines.stream().filter(line -> line.ending().billed()).toList();
    }
}
