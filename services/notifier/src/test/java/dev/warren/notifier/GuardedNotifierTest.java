package dev.warren.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.http.GuardedService;
import dev.warren.testing.http.RawHttpClient;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.WIRE, value = "true"))
@WithTestResource(PrivateDatabase.class)
class GuardedNotifierTest extends GuardedService {

    @TestHTTPResource("/")
    URI address;

    @ConfigProperty(name = "warren.http.head-timeout")
    Duration headTimeout;

    @Test
    void aStreamStaysOpenForLongerThanARequestMayTake() throws IOException {
        RawHttpClient service = new RawHttpClient(address);
        try (Socket stream = service.connect()) {
            // Given
            String request = "GET /v1/stream HTTP/1.1\r\nHost: " + service.host() + "\r\n\r\n";
            stream.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));

            // When
            long end = System.nanoTime() + headTimeout.multipliedBy(2).toNanos();

            // Then
            while (System.nanoTime() < end) {
                assertThat(isOpen(stream)).isTrue();
            }
        }
    }

    private static boolean isOpen(Socket stream) throws IOException {
        try {
            stream.setSoTimeout(500);
            return stream.getInputStream().read(new byte[8192]) >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }
}
