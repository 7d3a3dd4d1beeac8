package dev.warren.bench.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The ledger's HTTP interface, as far as one budget with one account needs it. */
public final class LedgerApi implements AutoCloseable {

    private static final String BUDGET = "/v1/budgets/bench";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int FIRST_ERROR = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI ledger;

    /** Of this ledger. */
    public LedgerApi(URI ledger) {
        this.ledger = ledger;
    }

    /** Makes a hard budget, spent once, for a user; {@code *} is each user. */
    public void make(String user, BigDecimal limit) throws IOException, InterruptedException {
        ObjectNode budget = JSON.createObjectNode()
                .put("kind", "hard")
                .put("currency", "USD")
                .put("limit", limit.toPlainString())
                .put("period", "total")
                .put("why", "the benchmark");
        budget.putObject("scope").put("user", user);
        send(request(BUDGET).header("If-None-Match", "*").PUT(body(budget)));
    }

    /** Raises it for good. */
    public void raise(BigDecimal amount) throws IOException, InterruptedException {
        ObjectNode increase =
                JSON.createObjectNode().put("amount", amount.toPlainString()).put("why", "the rest is to be done, too");
        send(request(BUDGET + "/increases")
                .header("Idempotency-Key", "the-rest")
                .POST(body(increase)));
    }

    /** Where it stands; empty before the first call. */
    public Optional<LedgerBalance> standing() throws IOException, InterruptedException {
        JsonNode accounts = send(request(BUDGET + "/accounts").GET()).get("accounts");
        return accounts.isEmpty() ? Optional.empty() : Optional.of(LedgerBalance.of(accounts.get(0)));
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(ledger.resolve(path))
                .timeout(PATIENCE)
                .header("X-Warren-User", "bench")
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new IOException(
                    "%s %s: %d %s".formatted(request.method(), request.uri(), response.statusCode(), response.body()));
        }
        return JSON.readTree(response.body());
    }
}
