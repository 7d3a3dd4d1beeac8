package dev.warren.modelchain.provider.endpoint;

import dev.warren.modelchain.provider.CallOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** A provider's recent calls: at most a thousand, none older than ten minutes. Thread-safe. */
final class RecentCalls {

    private static final int MOST = 1000;
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Clock clock;
    private final Deque<Ended> calls = new ArrayDeque<>();

    RecentCalls(Clock clock) {
        this.clock = clock;
    }

    /** A call is over. */
    synchronized void ended(CallOutcome how, long millis) {
        calls.addLast(new Ended(clock.instant(), how == CallOutcome.ANSWERED, millis));
        forget();
    }

    /** How many calls the next two are about. */
    synchronized int calls() {
        forget();
        return calls.size();
    }

    /** The median time of an answer, in milliseconds; empty without an answer. */
    synchronized OptionalLong median() {
        forget();
        long[] millis = calls.stream()
                .filter(Ended::answered)
                .mapToLong(Ended::millis)
                .sorted()
                .toArray();
        return millis.length == 0 ? OptionalLong.empty() : OptionalLong.of(millis[millis.length / 2]);
    }

    /** How many of the calls were not answered. */
    synchronized int failed() {
        forget();
        return Math.toIntExact(calls.stream().filter(call -> !call.answered()).count());
    }

    private void forget() {
        Instant oldest = clock.instant().minus(MEMORY);
        while (calls.size() > MOST || (!calls.isEmpty() && calls.getFirst().at().isBefore(oldest))) {
            calls.removeFirst();
        }
    }

    private record Ended(Instant at, boolean answered, long millis) {}
}
