package dev.warren.bench.budgets;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * What a run has shown.
 *
 * @param scenario what was done
 * @param limit the budget
 * @param bound what one call costs at most
 * @param used when nothing could be done any more
 * @param released after the budget was raised
 * @param looks how often provider and ledger were looked at, and how often the ledger did not answer
 * @param load of the machine before and after
 * @param violations what must not be; empty if the run has passed
 */
public record BudgetVerdict(
        BudgetScenario scenario,
        BigDecimal limit,
        BigDecimal bound,
        Used used,
        Released released,
        Looks looks,
        Load load,
        List<String> violations) {

    /**
     * The budget as it was used up.
     *
     * @param completed events that were answered
     * @param billed the provider's sum
     * @param asked the same with the calls whose caller was killed
     * @param fullest the most that was spent, assumed and held at one moment
     * @param spent what the ledger says
     * @param assumed at most so much for calls of killed processes and calls that stalled, whose cost nobody knows
     * @param left of the limit
     * @param held events with exactly one {@code held} outcome and no other
     * @param needless messages that wait beside one for each of these events
     * @param mayBeNeedless how many these may be
     * @param repeated how many {@code held} messages there were beyond the first of an event, with the same id
     * @param abandoned calls that were in flight on killed processes
     * @param mayBeAbandoned how many these may be
     * @param stalled requests that the provider has let wait for nothing
     * @param time from the first event
     */
    public record Used(
            long completed,
            BigDecimal billed,
            BigDecimal asked,
            BigDecimal fullest,
            BigDecimal spent,
            BigDecimal assumed,
            BigDecimal left,
            long held,
            int needless,
            int mayBeNeedless,
            long repeated,
            long abandoned,
            int mayBeAbandoned,
            long stalled,
            Duration time) {}

    /**
     * What became of the held events.
     *
     * @param completed events that were answered
     * @param boughtAgain answers beyond the first for one event
     * @param waitingInversions the part of all pairs that was not done in the order in which it waited
     * @param inversions the part of all pairs that was not done in the order in which it was published
     * @param time from the raise
     */
    public record Released(
            long completed, long boughtAgain, double waitingInversions, double inversions, Duration time) {}

    /** How often somebody looked. */
    public record Looks(int atProvider, int atLedger, int inVain) {}

    /** Of the machine, as {@code uptime} tells it. */
    public record Load(double before, double after) {}

    /** Whether every promise was kept. */
    public boolean passed() {
        return violations.isEmpty();
    }
}
