package dev.warren.bench.faults;

import dev.warren.bench.audit.ExpectedWork;
import dev.warren.bench.audit.LedgerCall;
import dev.warren.bench.audit.LedgerCallTable;
import dev.warren.bench.lab.ProviderBill;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Waits for the suite to have nothing left to do. */
final class SuiteQuiescence {

    /** Without any progress for this long, what is missing does not come. */
    private static final Duration STALLED = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** The broker counts with up to five seconds' delay: what it says is believed when it has said so for longer. */
    private static final int CALM = 7;

    private final FaultTestbed faultTestbed;
    private final List<ExpectedWork> expected;

    SuiteQuiescence(FaultTestbed faultTestbed, List<ExpectedWork> expected) {
        this.faultTestbed = faultTestbed;
        this.expected = expected;
    }

    /**
     * What there still is to do.
     *
     * @param withoutOutcome pieces of work
     * @param hostile messages that are no events and not yet dead letters
     * @param unbooked calls that the providers bill
     * @param queued messages that some service must take
     */
    record Remaining(long withoutOutcome, long hostile, long unbooked, long queued) {
        boolean nothing() {
            return withoutOutcome == 0 && hostile == 0 && unbooked == 0 && queued == 0;
        }
    }

    /** Returns when nothing remains, or when nothing has happened for so long that nothing more will. */
    Remaining await() throws InterruptedException {
        Remaining last = remaining();
        long changed = System.nanoTime();
        int calm = 0;
        while (calm < CALM && System.nanoTime() - changed < STALLED.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            Remaining now = remaining();
            if (!now.equals(last)) {
                changed = System.nanoTime();
            }
            calm = now.nothing() ? calm + 1 : 0;
            last = now;
        }
        return last;
    }

    private Remaining remaining() {
        long withoutOutcome = expected.stream()
                .filter(work -> faultTestbed.witness().outcomesOf(work).isEmpty())
                .count();
        return new Remaining(
                withoutOutcome, faultTestbed.hostileWithoutDeadLetter().size(), unbooked(), queued());
    }

    private long unbooked() {
        try {
            Set<String> booked = new LedgerCallTable(faultTestbed.suite().database("cost-ledger"))
                    .entries().stream().map(LedgerCall::callId).collect(Collectors.toSet());
            return faultTestbed.providers().bill().billed().stream()
                    .map(ProviderBill.Line::callId)
                    .filter(callId -> !callId.isEmpty() && !booked.contains(callId))
                    .count();
        } catch (SQLException notYet) {
            return Long.MAX_VALUE;
        }
    }

    private long queued() {
        return faultTestbed.suite().vhost().depths().entrySet().stream()
                .filter(queue -> awaited(queue.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Streams keep what they have, dead letters wait for a person, and unroutable is nobody's. */
    private static boolean awaited(String queue) {
        return !queue.endsWith(".log")
                && !queue.equals("budgets.rules")
                && !queue.endsWith(".dead")
                && !queue.equals("unroutable");
    }
}
