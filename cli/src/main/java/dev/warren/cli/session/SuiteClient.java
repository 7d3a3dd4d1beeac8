package dev.warren.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The services of a running suite over HTTP. Thread-safe. */
public final class SuiteClient implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** A service may wait for another instance that looks at the same dead letters. */
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    private final Map<SuiteService, URI> addresses = new HashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * The suite whose addresses these variables name.
     *
     * @throws IllegalArgumentException naming the variable that is no address
     */
    public SuiteClient(Map<String, String> environment) {
        SuiteService.ALL.forEach(
                service -> service.address(environment).ifPresent(address -> addresses.put(service, address)));
    }

    /**
     * Gets a document.
     *
     * @param path with its query, encoded
     * @throws ServiceException if the service does not answer, or with anything but a success
     */
    public JsonNode get(SuiteService service, String path) {
        return send(service, path, HttpRequest.newBuilder());
    }

    /**
     * Posts a document and gives the answer; missing where that has no body.
     *
     * @throws ServiceException if the service does not answer, or with anything but a success
     */
    public JsonNode post(SuiteService service, String path, JsonNode body) {
        return send(service, path, request("POST", body, Map.of()));
    }

    /**
     * Sends a document with further headers and gives the answer; missing where that has no body.
     *
     * @param body null for none
     * @throws ServiceException if the service does not answer, or with anything but a success
     */
    public JsonNode send(SuiteService service, String method, String path, JsonNode body, Map<String, String> headers) {
        return send(service, path, request(method, body, headers));
    }

    /** Asks several services at the same time; who fails does not keep the others from answering. */
    public <T> ServiceResponses<T> ask(Collection<SuiteService> services, Function<SuiteService, T> question) {
        Map<SuiteService, CompletableFuture<T>> asked = new LinkedHashMap<>();
        services.forEach(
                service -> asked.put(service, CompletableFuture.supplyAsync(() -> question.apply(service), threads)));
        return ServiceResponses.of(asked);
    }

    private static HttpRequest.Builder request(String method, JsonNode body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        headers.forEach(request::header);
        return body == null
                ? request.method(method, BodyPublishers.noBody())
                : request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.toString()));
    }

    private JsonNode send(SuiteService service, String path, HttpRequest.Builder request) {
        URI address = address(service);
        try {
            HttpResponse<String> response = client.send(
                    request.uri(address.resolve(path)).timeout(ANSWER_LIMIT).build(), BodyHandlers.ofString());
            JsonNode body = json(response.body());
            if (response.statusCode() / 100 != 2) {
                throw ServiceException.refused(service, response.statusCode(), body);
            }
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.silent(service, address, e);
        } catch (IOException e) {
            throw ServiceException.silent(service, address, e);
        }
    }

    private URI address(SuiteService service) {
        if (addresses.isEmpty()) {
            throw ServiceException.nothingRuns(service);
        }
        return Optional.ofNullable(addresses.get(service)).orElseThrow(() -> ServiceException.stopped(service));
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : ServiceJson.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        threads.close();
        client.shutdownNow();
    }
}
