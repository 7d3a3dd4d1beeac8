package dev.warren.bench.faults;

import dev.warren.bench.audit.Accounts;
import dev.warren.bench.audit.Answers;
import dev.warren.bench.audit.Books;
import dev.warren.bench.audit.Entry;
import dev.warren.bench.audit.Work;
import dev.warren.bench.lab.Bill;
import dev.warren.bench.lab.Suite;
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
final class Audit {

    private static final String COMPLETED = "dev.warren.result.completed";

    /** More than may be published at the same time. */
    private static final int MANY_REQUESTS = 257;

    private final Stage stage;
    private final List<Work> expected;
    private final List<String> violations = new ArrayList<>();

    Audit(Stage stage, List<Work> expected) {
        this.stage = stage;
        this.expected = expected;
    }

    Verdict verdict(Scenario scenario, long publishedAgain, Duration time, Settling.Remaining remaining)
            throws SQLException, IOException, InterruptedException {
        List<Bill.Line> lines = stage.providers().bill().lines();
        Map<String, Entry> booked = new Books(stage.suite().database(Suite.LEDGER))
                .entries().stream().collect(Collectors.toMap(Entry::callId, Function.identity()));
        Accounts accounts = new Accounts(lines, booked, stage.witness().calls());
        Answers answers = new Answers(lines, booked);
        checkOutcomes();
        stage.hostileWithoutDeadLetter().forEach(id -> violations.add("no dead letter: " + id));
        if (stage.isUndisturbed()) {
            stage.hostileWithMoreDeadLetters().forEach(id -> violations.add("more than one dead letter: " + id));
        }
        if (scenario.demandsAnswers()) {
            expected.stream().filter(work -> ended(work, false)).forEach(work -> violations.add("given up: " + work));
        }
        if (scenario.demandsManyRequests() && mostOfOne(lines) < MANY_REQUESTS) {
            violations.add("no event had %d requests, at most %d".formatted(MANY_REQUESTS, mostOfOne(lines)));
        }
        stage.suite().ended().forEach(service -> violations.add("ended by itself: " + service));
        violations.addAll(
                answers.boughtAgain().stream().map("bought again: "::concat).toList());
        violations.addAll(accounts.faults());
        checkRepeated(accounts.abandoned());
        checkStatus();
        if (!remaining.nothing()) {
            violations.add(
                    "not at rest: " + remaining + " " + stage.suite().vhost().depths());
        }
        return new Verdict(
                scenario,
                expected.size(),
                publishedAgain,
                stage.hostileSent(),
                count(work -> ended(work, true)),
                count(work -> ended(work, false)),
                count(work -> outcomes(work).isEmpty()),
                count(work -> outcomes(work).size() > 1),
                lines.size(),
                mostOfOne(lines),
                lines.stream().filter(line -> line.ending().billed()).count(),
                answers.boughtAgain().size(),
                accounts.abandoned(),
                stage.mayHaveBeenInFlight(),
                accounts.givenUp(),
                accounts.rows(),
                accounts.ledgerSum(),
                accounts.providerSum(),
                accounts.unknownSum(),
                time,
                List.copyOf(violations));
    }

    private static long mostOfOne(List<Bill.Line> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> new Work(line.request().event(), line.request().feature()), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private void checkOutcomes() {
        for (Work work : expected) {
            if (outcomes(work).size() != 1) {
                violations.add(
                        "%s has %d outcomes: %s".formatted(work, outcomes(work).size(), outcomes(work)));
            }
        }
    }

    private void checkStatus() throws IOException, InterruptedException {
        try (StatusCheck check = new StatusCheck(stage.suite().address(Suite.NOTIFIER), stage.witness())) {
            violations.addAll(check.faults(expected));
        }
    }

    private void checkRepeated(long abandoned) {
        if (abandoned > stage.mayHaveBeenInFlight()) {
            violations.add("%d calls are on the ledger as abandoned, and at most %d were in flight on killed processes"
                    .formatted(abandoned, stage.mayHaveBeenInFlight()));
        }
    }

    private Map<String, String> outcomes(Work work) {
        return stage.witness().outcomesOf(work);
    }

    private boolean ended(Work work, boolean well) {
        return outcomes(work).size() == 1 && outcomes(work).containsValue(COMPLETED) == well;
    }

    private long count(Predicate<Work> which) {
        return expected.stream().filter(which).count();
    }
}
