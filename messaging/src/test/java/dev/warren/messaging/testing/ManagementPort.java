package dev.warren.messaging.testing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.Config;

/** The management port as an operator sees it. */
@ApplicationScoped
public class ManagementPort {

    private static final int OK = 200;

    private final Config config;

    ManagementPort(Config config) {
        this.config = config;
    }

    public boolean isReady() {
        return get("/q/health/ready").statusCode() == OK;
    }

    public boolean isLive() {
        return get("/q/health/live").statusCode() == OK;
    }

    public String text(String path) {
        return get(path).body();
    }

    private HttpResponse<String> get(String path) {
        int port = config.getValue("quarkus.management.test-port", Integer.class);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
