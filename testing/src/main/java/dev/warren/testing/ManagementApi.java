package dev.warren.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The broker's management HTTP API, as far as tests need it. Every method fails loudly unless the broker agrees. */
final class ManagementApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 400;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String authorization;

    ManagementApi(URI address) {
        this.address = address;
        String credentials = Environment.user(address) + ":" + Environment.password(address);
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    JsonNode get(String path) {
        try {
            return JSON.readTree(send(request(path).GET()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String path, JsonNode body) {
        send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    void post(String path, JsonNode body) {
        send(request(path).POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Deletes what is there; nothing there is as good. */
    void delete(String path) {
        send(request(path).DELETE());
    }

    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        URI target = URI.create(
                "%s://%s:%d/api/%s".formatted(address.getScheme(), address.getHost(), address.getPort(), path));
        return HttpRequest.newBuilder(target)
                .header("authorization", authorization)
                .header("content-type", "application/json");
    }

    private String send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean goneAlready = response.statusCode() == NOT_FOUND && "DELETE".equals(request.method());
            if (response.statusCode() >= FIRST_ERROR && !goneAlready) {
                throw new IllegalStateException("%s %s: %d %s"
                        .formatted(request.method(), request.uri().getPath(), response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
