package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The suite's HTTP side as an outside program uses it. */
public final class SuiteHttp implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

    /** Publishes an event through intake and gives the answer, whatever its status. */
    public HttpResponse<String> publish(URI intake, JsonNode event) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(intake.resolve("/v1/events"))
                .header("Content-Type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(event.toString())));
    }

    /** Gets what is there and gives the answer, whatever its status. */
    public HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    /**
     * Gets a JSON document.
     *
     * @throws IOException if the answer is not 200
     */
    public JsonNode json(URI address) throws IOException, InterruptedException {
        HttpResponse<String> response = get(address);
        if (response.statusCode() != 200) {
            throw new IOException("GET " + address + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Sends a request and gives the answer, whatever its status. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
