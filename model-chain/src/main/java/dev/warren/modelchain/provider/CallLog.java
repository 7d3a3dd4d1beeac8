package dev.warren.modelchain.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every call that was made for one feature of one event, in order. Safe for use by many threads. */
public final class CallLog {

    private final List<Call> calls = new ArrayList<>();

    /** What has been entered so far. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Opens an entry, immediately before the call is made; it is in the log once it is {@link Open#end ended}. */
    public synchronized Open begin(String provider, String model) {
        int attempt = 1
                + (int) calls.stream()
                        .filter(call -> call.attempt() > 0 && call.provider().equals(provider))
                        .count();
        return new Open(UUID.randomUUID().toString(), provider, model, attempt, System.nanoTime());
    }

    /** Enters that no call was made because the circuit is open. */
    void notMade(String provider, String model) {
        enter(new Call(Optional.empty(), provider, model, 0, CallOutcome.CIRCUIT_OPEN, 0, Tokens.UNKNOWN));
    }

    /** The last call did answer, but it turned out later that the answer is of no use. */
    synchronized void correctLast(CallOutcome outcome) {
        if (!calls.isEmpty()) {
            calls.add(calls.removeLast().ending(outcome));
        }
    }

    private synchronized void enter(Call call) {
        calls.add(call);
    }

    /** A call that is being made. */
    public final class Open {

        private final String id;
        private final String provider;
        private final String model;
        private final int attempt;
        private final long startedNanos;

        private Open(String id, String provider, String model, int attempt, long startedNanos) {
            this.id = id;
            this.provider = provider;
            this.model = model;
            this.attempt = attempt;
            this.startedNanos = startedNanos;
        }

        /** Enters the call. */
        public void end(CallOutcome outcome, Tokens tokens) {
            enter(new Call(Optional.of(id), provider, model, attempt, outcome, millis(), tokens));
        }

        /** Enters that nobody could be reached: no request was sent, so there is nothing to bill. */
        void endUnsent() {
            enter(new Call(
                    Optional.empty(), provider, model, attempt, CallOutcome.UNAVAILABLE, millis(), Tokens.UNKNOWN));
        }

        private long millis() {
            return Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
        }
    }
}
