package dev.warren.notifier.clients;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warren.contracts.v1.EventRef;
import dev.warren.notifier.PublishedMessage;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(ClientsTest.SmallWindow.class)
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class ClientsTest {

    private static final int CUTS = 16;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The size of an answer's head, its greeting, and one or two results. */
    private static final int MOMENTS = 2_000;

    /** So small that whoever resumes has to read from the broker; and clients come back at once. */
    public static final class SmallWindow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.notifier.stream.window-frames", "10",
                    "warren.notifier.stream.buffer-frames", "5",
                    "warren.notifier.stream.reconnect-delay", "50ms",
                    "warren.notifier.stream.heartbeat", "500ms");
        }
    }

    Broker broker;

    @TempDir
    Path directory;

    @TestHTTPResource("/v1/stream")
    URI stream;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    private final String feature = "feature-" + UUID.randomUUID();
    private final List<CuttingProxy> proxies = new ArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (CuttingProxy proxy : proxies) {
            proxy.close();
        }
    }

    @Test
    void okhttpEventsourceMissesNothing() throws Exception {
        missesNothing(address -> Client.okhttp(address, told::add));
    }

    @Test
    void packageEventsourceForNodeMissesNothing() throws Exception {
        assumeTrue(Client.installed("npm").isPresent(), "npm is not installed");
        for (String file : List.of("package.json", "package-lock.json", "follow.js")) {
            Files.copy(Client.FILES.resolve(file), directory.resolve(file));
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("npm.log").toFile()) // Node leaves a stdin that it shares unusable
                .start();
        assertThat(npm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        missesNothing(address -> Client.eventsource(address, directory, told::add));
    }

    @Test
    void curlInALoopMissesNothing() throws Exception {
        assumeTrue(Client.installed("curl").isPresent(), "curl is not installed");

        missesNothing(address -> Client.curl(address, told::add));
    }

    @Test
    void chromiumMissesNothing() throws Exception {
        String browser = Client.installed("chromium", "chromium-browser", "google-chrome")
                .orElse(null);
        assumeTrue(browser != null, "Chromium is not installed");

        missesNothing(address -> Client.browser(browser, address, directory.resolve("profile"), told::add));
    }

    private void missesNothing(Starter starter) throws Exception {
        // Given
        awaitReadiness();
        CuttingProxy proxy = new CuttingProxy(stream, moments());
        proxies.add(proxy);
        try (Client _ = starter.start(proxy.stream("?feature=" + feature))) {
            await().atMost(PATIENCE).until(() -> proxy.connections() > 1);

            // When
            AtomicInteger published = new AtomicInteger();
            await("a client that comes back " + CUTS + " times")
                    .atMost(PATIENCE)
                    .pollInterval(PACE)
                    .until(() -> {
                        publish(published.getAndIncrement());
                        return proxy.connections() > CUTS + 1;
                    });

            // Then
            await().atMost(PATIENCE).until(() -> told.contains("summary " + (published.get() - 1)));
            assertThat(told)
                    .containsExactlyElementsOf(IntStream.range(0, published.get())
                            .mapToObj(number -> "summary " + number)
                            .toList());
        }
    }

    /** In front of the first byte, and at many others. */
    private static int[] moments() {
        Random random = new Random(1);
        return IntStream.range(0, CUTS)
                .map(number -> number == 0 ? 0 : random.nextInt(MOMENTS))
                .toArray();
    }

    private void publish(int number) {
        PublishedMessage.completed(
                        new EventRef("/test", "e-" + number, "document.added"),
                        feature,
                        "u-1",
                        "summary " + number,
                        Instant.now())
                .to(broker);
    }

    private void awaitReadiness() {
        await().atMost(PATIENCE).until(() -> given().get(readiness).statusCode() == 200);
    }

    /** Starts a client. */
    interface Starter {
        Client start(URI address) throws IOException;
    }
}
