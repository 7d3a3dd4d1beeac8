package dev.warren.bench.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.bench.lab.PrivateServers;
import dev.warren.bench.lab.SuiteProcesses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** A ledger with many entries, and questions about random parts of them. */
final class SpendBenchmark {

    private static final long SEED = 42;
    private static final int WARM_UP = 20;
    private static final int HTTP_OK = 200;
    private static final double NANOS = 1e9;
    private static final String DONE = "null";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double P50 = 0.5;
    private static final double P95 = 0.95;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(SEED);
    private final PrivateServers privateServers;
    private final long entries;
    private final int questions;

    SpendBenchmark(PrivateServers privateServers, long entries, int questions) {
        this.privateServers = privateServers;
        this.entries = entries;
        this.questions = questions;
    }

    /** What was measured. */
    record Figures(double rebuildSeconds, String entriesSize, String sumsSize, List<Question> questions) {}

    /** How long a question took, in milliseconds. */
    record Question(String name, double p50, double p95, double most) {

        static Question of(String name, List<Double> times) {
            List<Double> sorted = times.stream().sorted().toList();
            return new Question(name, at(sorted, P50), at(sorted, P95), sorted.getLast());
        }

        private static double at(List<Double> sorted, double part) {
            return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
        }
    }

    Figures measure() throws IOException, InterruptedException {
        SuiteProcesses.Plan plan = SuiteProcesses.Plan.on(privateServers.servers())
                .only(SuiteProcesses.LEDGER)
                .java("-XX:+UseSerialGC");
        try (SuiteProcesses suite = SuiteProcesses.start(plan, Map.of())) {
            URI address = suite.address(SuiteProcesses.LEDGER);
            LedgerDatabase ledgerDatabase = new LedgerDatabase(suite.database(SuiteProcesses.LEDGER));
            ledgerDatabase.fill(entries);
            double seconds = rebuild(address);
            ledgerDatabase.settle();
            return new Figures(
                    seconds, ledgerDatabase.size("entry"), ledgerDatabase.size("rollup", "spend_key"), ask(address));
        }
    }

    private double rebuild(URI address) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String month = "";
        while (!month.equals(DONE)) {
            URI next = address.resolve("/v1/spend/rebuild" + (month.isEmpty() ? "" : "?from=" + month));
            HttpRequest.Builder request = HttpRequest.newBuilder(next)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.noBody());
            month = JSON.readTree(send(request)).path("next").asText(DONE);
        }
        return (System.nanoTime() - start) / NANOS;
    }

    private List<Question> ask(URI address) throws IOException, InterruptedException {
        List<Question> figures = new ArrayList<>();
        figures.add(time("a month by user and feature", address, month -> "by=user,feature&" + period(month)));
        figures.add(time(
                "a month by user and feature, in Europe/Berlin",
                address,
                month -> "by=user,feature&tz=Europe/Berlin&" + period(month)));
        figures.add(time("a month by day", address, month -> "by=day&" + period(month)));
        figures.add(time(
                "a month of one user by day and hour",
                address,
                month -> "by=day,hour&user=u-" + random.nextInt(LedgerDatabase.USERS) + "&" + period(month)));
        figures.add(time("everything by team and model", address, month -> "by=team,model"));
        return figures;
    }

    private Question time(String name, URI address, IntFunction<String> question)
            throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = -WARM_UP; i < questions; i++) {
            String query = question.apply(1 + random.nextInt(11));
            long start = System.nanoTime();
            send(HttpRequest.newBuilder(address.resolve("/v1/spend?" + query)).GET());
            if (i >= 0) {
                times.add((System.nanoTime() - start) / NANOS_PER_MILLI);
            }
        }
        return Question.of(name, times);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != HTTP_OK) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String period(int month) {
        return "from=2025-%02d-01&to=2025-%02d-01".formatted(month, month + 1);
    }
}
