package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ledger as an outside program uses it. */
final class LedgerHttpClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHO = "the demo";
    private static final String WHY = "demo";
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 300;

    private final SuiteHttp http;
    private final URI address;

    LedgerHttpClient(SuiteHttp http, URI address) {
        this.http = http;
        this.address = address;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return http.json(address.resolve(path));
    }

    /** Prices that hold from now on; the same again change nothing. */
    void importPrices(Path list) throws IOException, InterruptedException {
        send(request("/v1/prices/import")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(Files.readString(list))));
    }

    /** Makes a budget that has counted nothing yet, instead of the one of that name if there is one. */
    void makeBudget(String name, ObjectNode definition) throws IOException, InterruptedException {
        removeBudget(name);
        send(json(path(name)).header("If-None-Match", "*").PUT(body(definition)));
        send(json(path(name) + "/resets").POST(body(JSON.createObjectNode())));
    }

    /** Removes a budget, if there is one of that name. */
    void removeBudget(String name) throws IOException, InterruptedException {
        HttpResponse<String> before = http.get(address.resolve(path(name)));
        if (before.statusCode() != NOT_FOUND) {
            String version = before.headers().firstValue("ETag").orElse("*");
            send(request(path(name) + "?why=" + WHY).header("If-Match", version).DELETE());
        }
    }

    /** Raises a budget. */
    void raise(String name, String amount) throws IOException, InterruptedException {
        send(json(path(name) + "/increases").POST(body(JSON.createObjectNode().put("amount", amount))));
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.header("X-Warren-User", WHO));
        if (response.statusCode() >= FIRST_ERROR) {
            throw new IOException(response.request().method() + " " + response.uri() + ": " + response.statusCode()
                    + " " + response.body());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(ObjectNode body) {
        return BodyPublishers.ofString(body.put("why", WHY).toString());
    }

    private static String path(String budget) {
        return "/v1/budgets/" + budget;
    }
}
