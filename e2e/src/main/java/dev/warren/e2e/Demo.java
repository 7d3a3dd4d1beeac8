package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Publishes the samples to a running suite and prints each result as it arrives; then some for which a model is asked
 * that costs money, under budgets; then who spent what. Ends with 0 only if every event was answered.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Publishes the samples to a running suite and prints results and spend.")
public final class Demo implements Callable<Integer> {

    private static final int INCOMPLETE = 1;
    private static final int ACCEPTED = 202;
    private static final String LEFT_OUT =
            "The part with budgets is left out: it needs services that the demo has started, with their default settings.\n";

    /**
     * Generous: on a machine that is busy with other things, an answer that takes a moment elsewhere takes a minute.
     */
    private static final Duration STREAM_LIMIT = Duration.ofMinutes(3);

    @Option(names = "--samples", required = true, description = "the folder with the sample files")
    private Path samples;

    @Option(
            names = "--amqp",
            required = true,
            defaultValue = "${env:WARREN_PRODUCER_URL}",
            description =
                    "the broker, as a user who may write to inbox; default: WARREN_PRODUCER_URL, which others do not see")
    private URI amqp;

    @Option(names = "--intake", defaultValue = "http://127.0.0.1:8081", description = "default: ${DEFAULT-VALUE}")
    private URI intake;

    @Option(names = "--notifier", defaultValue = "http://127.0.0.1:8084", description = "default: ${DEFAULT-VALUE}")
    private URI notifier;

    @Option(names = "--ledger", defaultValue = "http://127.0.0.1:8085", description = "default: ${DEFAULT-VALUE}")
    private URI ledger;

    @Option(names = "--classifier", defaultValue = "http://127.0.0.1:8082", description = "default: ${DEFAULT-VALUE}")
    private URI classifier;

    @Option(
            names = "--model-port",
            defaultValue = "8090",
            description = "where the stand-in for a model that costs money serves; default: ${DEFAULT-VALUE}")
    private int modelPort;

    @Option(
            names = "--limit",
            defaultValue = "PT5M",
            description = "how long to wait for the next outcome, ISO 8601; default: ${DEFAULT-VALUE}")
    private Duration limit;

    private final PrintStream out = System.out;
    private final ResultPrinter resultPrinter = new ResultPrinter(out);
    private int published;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        String run = Long.toString(System.currentTimeMillis(), 36);
        Instant start = Instant.now();
        try (SuiteHttp http = new SuiteHttp();
                var _ = ResultFeed.open(notifier.resolve("/v1/stream"), STREAM_LIMIT, resultPrinter::add)) {
            BudgetDemo money = new BudgetDemo(new LedgerHttpClient(http, ledger), out);
            boolean named = ProvidersDemo.isOffered(http, classifier);
            boolean offered = !named && BudgetDemo.isOffered(http, classifier);
            if (named) {
                ProvidersDemo.prepare(new LedgerHttpClient(http, ledger), samples);
            } else if (offered) {
                money.makeBudgets(samples);
            } else {
                out.println(LEFT_OUT);
            }
            List<Sample> tickets = load(run, "tickets.json");
            boolean answered = first(http, tickets, load(run, "emails.json", "documents.json"));
            answered &= !offered || second(money, BudgetDemo.events(tickets));
            answered &= !named || withNamedProviders(BudgetDemo.events(tickets));
            spend(http, start);
            if (offered) {
                out.print("\nBudgets\n" + money.table());
            }
            out.printf("took %.1f s%n", Duration.between(start, Instant.now()).toMillis() / 1000.0);
            return answered ? CommandLine.ExitCode.OK : INCOMPLETE;
        }
    }

    /** What costs nothing, as an embedded model answers. */
    private boolean first(SuiteHttp http, List<Sample> overAmqp, List<Sample> overHttp) throws Exception {
        List<Sample> all = new ArrayList<>(overAmqp);
        all.addAll(overHttp);
        Scoreboard board = new Scoreboard(all);
        publish(overAmqp);
        out.printf("%d events published over AMQP (exchange inbox), confirmed by the broker%n", overAmqp.size());
        publish(http, overHttp);
        out.printf(
                "%d events published over HTTP (POST /v1/events), accepted%n%nResults as they arrive over SSE%n",
                overHttp.size());
        resultPrinter.follow(board, limit);
        report(board);
        return board.allAnswered();
    }

    /** What costs money. */
    private boolean second(BudgetDemo money, List<Sample> escalated) throws Exception {
        Scoreboard board = new Scoreboard(escalated);
        try (DemoModel model = new DemoModel(modelPort)) {
            money.announce(modelPort);
            publish(escalated);
            money.play(resultPrinter, board, model, limit);
        }
        report(board);
        return board.allAnswered();
    }

    /** What one of three providers answers; one of them fails after a while. */
    private boolean withNamedProviders(List<Sample> escalated) throws Exception {
        Scoreboard board = new Scoreboard(escalated);
        ProvidersDemo part = new ProvidersDemo(out);
        int half = escalated.size() / 2;
        try (DemoModel model = new DemoModel(modelPort)) {
            part.announce(escalated.size(), modelPort);
            resultPrinter.tell(part::add);
            publish(escalated.subList(0, half));
            resultPrinter.followUntilLeft(board, escalated.size() - half, limit);
            part.announceFailure();
            model.stop("good");
            publish(escalated.subList(half, escalated.size()));
            resultPrinter.follow(board, limit);
        }
        report(board);
        out.print("\nAnswers\n" + part.table());
        return board.allAnswered();
    }

    private List<Sample> load(String run, String... files) throws IOException {
        List<Sample> loaded = new ArrayList<>();
        for (String file : files) {
            Sample.load(samples.resolve(file)).forEach(sample -> loaded.add(sample.forRun(run)));
        }
        return loaded;
    }

    private void publish(List<Sample> events) throws Exception {
        try (AmqpProducer producer = new AmqpProducer(amqp)) {
            for (Sample sample : events) {
                producer.publish(sample.event());
            }
            producer.confirm(STREAM_LIMIT);
        }
        published += events.size();
    }

    private void publish(SuiteHttp http, List<Sample> events) throws Exception {
        for (Sample sample : events) {
            HttpResponse<String> answer = http.publish(intake, sample.event());
            if (answer.statusCode() != ACCEPTED) {
                throw new IOException(
                        "intake refused " + sample.id() + ": " + answer.statusCode() + " " + answer.body());
            }
        }
        published += events.size();
    }

    private void report(Scoreboard board) {
        out.println();
        board.scores().forEach((feature, score) -> out.printf("%-16s %s%n", feature, score));
        board.poor().forEach(sentence -> out.println("note: " + sentence));
        board.broken(limit).forEach(sentence -> out.println("broken: " + sentence));
    }

    /** The ledger books in its own time: waits until it has at least one call per event. */
    private void spend(SuiteHttp http, Instant start) throws Exception {
        Instant deadline = Instant.now().plus(STREAM_LIMIT);
        URI question = ledger.resolve("/v1/spend?by=feature,model&from=" + start);
        JsonNode spend = http.json(question);
        while (booked(spend) < published && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(200);
            spend = http.json(question);
        }
        out.print("\nSpend of this run, by feature and model\n" + SpendTable.of(spend, "feature", "model"));
        out.print("\nBy team\n" + SpendTable.of(http.json(ledger.resolve("/v1/spend?by=team&from=" + start)), "team"));
    }

    private static long booked(JsonNode spend) {
        long calls = 0;
        for (JsonNode group : spend.get("groups")) {
            calls += group.get("calls").asLong();
        }
        return calls;
    }
}
