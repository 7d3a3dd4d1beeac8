package dev.warren.bench.faults;

import dev.warren.bench.audit.BillComparison;
import dev.warren.bench.audit.DuplicatePurchases;
import dev.warren.bench.audit.ExpectedWork;
import dev.warren.bench.audit.LedgerCall;
import dev.warren.bench.audit.LedgerCallTable;
import dev.warren.bench.lab.ProviderBill;
import dev.warren.bench.lab.SuiteProcesses;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks at everything once the suite has come to rest. */
final class FaultAudit {

    private static final String COMPLETED = "dev.warren.result.completed";

    /** More than may be published at the same time. */
    private static final int MANY_REQUESTS = 257;

    private final FaultTestbed faultTestbed;
    private final List<ExpectedWork> expected;
    private final List<String> violations = new ArrayList<>();

    FaultAudit(FaultTestbed faultTestbed, List<ExpectedWork> expected) {
        this.faultTestbed = faultTestbed;
        this.expected = expected;
    }

    FaultVerdict verdict(
            FaultScenario scenario, long publishedAgain, Duration time, SuiteQuiescence.Remaining remaining)
            throws SQLException, IOException, InterruptedException {
        List<ProviderBill.Line> lines = faultTestbed.providers().bill().lines();
        Map<String, LedgerCall> booked = new LedgerCallTable(
                        faultTestbed.suite().database(SuiteProcesses.LEDGER))
                .entries().stream().collect(Collectors.toMap(LedgerCall::callId, Function.identity()));
        BillComparison billComparison =
                new BillComparison(lines, booked, faultTestbed.witness().calls());
        DuplicatePurchases duplicatePurchases = new DuplicatePurchases(lines, booked);
        checkOutcomes();
        faultTestbed.hostileWithoutDeadLetter().forEach(id -> violations.add("no dead letter: " + id));
        if (faultTestbed.isUndisturbed()) {
            faultTestbed.hostileWithMoreDeadLetters().forEach(id -> violations.add("more than one dead letter: " + id));
        }
        if (scenario.demandsAnswers()) {
            expected.stream().filter(work -> ended(work, false)).forEach(work -> violations.add("given up: " + work));
        }
        if (scenario.demandsManyRequests() && mostOfOne(lines) < MANY_REQUESTS) {
            violations.add("no event had %d requests, at most %d".formatted(MANY_REQUESTS, mostOfOne(lines)));
        }
        faultTestbed.suite().ended().forEach(service -> violations.add("ended by itself: " + service));
        violations.addAll(duplicatePurchases.boughtAgain().stream()
                .map("bought again: "::concat)
                .toList());
        violations.addAll(billComparison.faults());
        checkRepeated(billComparison.abandoned());
        checkStatus();
        if (!remaining.nothing()) {
            violations.add("not at rest: " + remaining + " "
                    + faultTestbed.suite().vhost().depths());
        }
        return new FaultVerdict(
                scenario,
                expected.size(),
                publishedAgain,
                faultTestbed.hostileSent(),
                count(work -> ended(work, true)),
                count(work -> ended(work, false)),
                count(work -> outcomes(work).isEmpty()),
                count(work -> outcomes(work).size() > 1),
                lines.size(),
                mostOfOne(lines),
                lines.stream().filter(line -> line.ending().billed()).count(),
                duplicatePurchases.boughtAgain().size(),
                billComparison.abandoned(),
                faultTestbed.mayHaveBeenInFlight(),
                billComparison.givenUp(),
                billComparison.rows(),
                billComparison.ledgerSum(),
                billComparison.providerSum(),
                billComparison.unknownSum(),
                time,
                List.copyOf(violations));
    }

    private static long mostOfOne(List<ProviderBill.Line> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> new ExpectedWork(
                                line.request().event(), line.request().feature()),
                        Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private void checkOutcomes() {
        for (ExpectedWork work : expected) {
            if (outcomes(work).size() != 1) {
                violations.add(
                        "%s has %d outcomes: %s".formatted(work, outcomes(work).size(), outcomes(work)));
            }
        }
    }

    private void checkStatus() throws IOException, InterruptedException {
        try (StatusCheck check =
                new StatusCheck(faultTestbed.suite().address(SuiteProcesses.NOTIFIER), faultTestbed.witness())) {
            violations.addAll(check.faults(expected));
        }
    }

    private void checkRepeated(long abandoned) {
        if (abandoned > faultTestbed.mayHaveBeenInFlight()) {
            violations.add("%d calls are on the ledger as abandoned, and at most %d were in flight on killed processes"
                    .formatted(abandoned, faultTestbed.mayHaveBeenInFlight()));
        }
    }

    private Map<String, String> outcomes(ExpectedWork work) {
        return faultTestbed.witness().outcomesOf(work);
    }

    private boolean ended(ExpectedWork work, boolean well) {
        return outcomes(work).size() == 1 && outcomes(work).containsValue(COMPLETED) == well;
    }

    private long count(Predicate<ExpectedWork> which) {
        return expected.stream().filter(which).count();
    }
}
