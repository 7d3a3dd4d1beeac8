package dev.warren.bench.faults;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * What a run has shown.
 *
 * @param scenario what was broken
 * @param accepted events that the broker confirmed
 * @param publishedAgain how many of them the producer had to publish more than once
 * @param hostile messages that are no events, sent between them; each must be a dead letter
 * @param completed pieces of work with an answer
 * @param failed pieces of work whose outcome is that there is none
 * @param lost pieces of work without any outcome
 * @param doubled pieces of work with more than one outcome
 * @param requests what reached the providers
 * @param mostRequests how many of these were for one piece of work, at most
 * @param answered how many of these they answered, usable or not; all of them are billed
 * @param boughtAgain answers that were bought although there was one already
 * @param repeated calls that were in flight on a killed process, known to the ledger as abandoned
 * @param mostRepeated how many these may be
 * @param givenUp calls that were answered although the caller had stopped waiting, known to the ledger as such
 * @param rows calls to providers on the ledger
 * @param ledgerSum what the ledger says they cost
 * @param providerSum what the providers want
 * @param unknown the part of that for calls that were abandoned or given up, whose tokens the ledger does not know
 * @param time from the first event to the last outcome
 * @param violations what must not be, each with the event or the call; empty if the run has passed
 */
public record FaultVerdict(
        FaultScenario scenario,
        int accepted,
        long publishedAgain,
        int hostile,
        long completed,
        long failed,
        long lost,
        long doubled,
        long requests,
        long mostRequests,
        long answered,
        long boughtAgain,
        long repeated,
        long mostRepeated,
        long givenUp,
        long rows,
        BigDecimal ledgerSum,
        BigDecimal providerSum,
        BigDecimal unknown,
        Duration time,
        List<String> violations) {

    /** Whether every promise was kept. */
    public boolean passed() {
        return violations.isEmpty();
    }
}
