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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Publishes the samples to a running suite, prints each result as it arrives, then who spent what. Ends with 0 only if
 * every sample was answered.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Publishes the samples to a running suite and prints results and spend.")
public final class Demo implements Callable<Integer> {

    private static final int INCOMPLETE = 1;
    private static final Duration STREAM_LIMIT = Duration.ofSeconds(20);

    @Option(names = "--samples", required = true, description = "the folder with the sample files")
    private Path samples;

    @Option(names = "--amqp", required = true, description = "the broker, as a user who may write to inbox")
    private URI amqp;

    @Option(names = "--intake", defaultValue = "http://127.0.0.1:8081", description = "default: ${DEFAULT-VALUE}")
    private URI intake;

    @Option(names = "--notifier", defaultValue = "http://127.0.0.1:8084", description = "default: ${DEFAULT-VALUE}")
    private URI notifier;

    @Option(names = "--ledger", defaultValue = "http://127.0.0.1:8085", description = "default: ${DEFAULT-VALUE}")
    private URI ledger;

    @Option(
            names = "--limit",
            defaultValue = "PT2M",
            description = "how long to wait for the results, ISO 8601; default: ${DEFAULT-VALUE}")
    private Duration limit;

    private final PrintStream out = System.out;
    private final BlockingQueue<ResultFeed.Frame> frames = new LinkedBlockingQueue<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        String run = Long.toString(System.currentTimeMillis(), 36);
        Instant start = Instant.now();
        List<Sample> overAmqp = load(run, "tickets.json");
        List<Sample> overHttp = load(run, "emails.json", "documents.json");
        List<Sample> all = new ArrayList<>(overAmqp);
        all.addAll(overHttp);
        Scoreboard board = new Scoreboard(all);

        try (Http http = new Http();
                var _ = ResultFeed.open(notifier.resolve("/v1/stream"), STREAM_LIMIT, frames::add)) {
            publish(http, overAmqp, overHttp);
            follow(board, Instant.now().plus(limit));
            report(board, start);
            out.println("\nSpend of this run, by user and feature");
            out.print(SpendTable.of(spend(http, start, all.size())));
        }
        return board.allAnswered() ? CommandLine.ExitCode.OK : INCOMPLETE;
    }

    private List<Sample> load(String run, String... files) throws IOException {
        List<Sample> loaded = new ArrayList<>();
        for (String file : files) {
            Sample.load(samples.resolve(file)).forEach(sample -> loaded.add(sample.forRun(run)));
        }
        return loaded;
    }

    private void publish(Http http, List<Sample> overAmqp, List<Sample> overHttp) throws Exception {
        try (AmqpProducer producer = new AmqpProducer(amqp)) {
            for (Sample sample : overAmqp) {
                producer.publish(sample.event());
            }
            producer.confirm(STREAM_LIMIT);
        }
        out.printf("%d events published over AMQP (exchange inbox), confirmed by the broker%n", overAmqp.size());
        for (Sample sample : overHttp) {
            HttpResponse<String> answer = http.publish(intake, sample.event());
            if (answer.statusCode() != 202) {
                throw new IOException(
                        "intake refused " + sample.id() + ": " + answer.statusCode() + " " + answer.body());
            }
        }
        out.printf(
                "%d events published over HTTP (POST /v1/events), accepted%n%nResults as they arrive over SSE%n",
                overHttp.size());
    }

    private void follow(Scoreboard board, Instant deadline) throws InterruptedException {
        while (!board.complete()) {
            long millis = Duration.between(Instant.now(), deadline).toMillis();
            ResultFeed.Frame frame = millis <= 0 ? null : frames.poll(millis, TimeUnit.MILLISECONDS);
            if (frame == null) {
                return;
            }
            if (frame.event().equals("result")) {
                show(board, frame.data());
            }
        }
    }

    private void show(Scoreboard board, JsonNode result) {
        String outcome = result.get("type").asText().replace("dev.warren.result.", "");
        if (outcome.equals("held")) {
            return;
        }
        Sample sample = board.take(result, outcome.equals("completed"));
        if (sample != null) {
            out.println(ResultLine.of(sample, outcome, result.get("data")));
        }
    }

    private void report(Scoreboard board, Instant start) {
        out.println();
        board.scores().forEach((feature, score) -> out.printf("%-16s %s%n", feature, score));
        for (Sample sample : board.waiting()) {
            out.printf("no outcome: %s %s%n", sample.id(), sample.feature());
        }
        out.printf("took %.1f s%n", Duration.between(start, Instant.now()).toMillis() / 1000.0);
    }

    /** The ledger books in its own time: waits until it has at least one call per sample. */
    private JsonNode spend(Http http, Instant start, int calls) throws Exception {
        URI question = ledger.resolve("/v1/spend?by=user,feature&from=" + start);
        Instant deadline = Instant.now().plus(STREAM_LIMIT);
        JsonNode spend = http.json(question);
        while (booked(spend) < calls && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(200);
            spend = http.json(question);
        }
        return spend;
    }

    private static long booked(JsonNode spend) {
        long calls = 0;
        for (JsonNode group : spend.get("groups")) {
            calls += group.get("calls").asLong();
        }
        return calls;
    }
}
