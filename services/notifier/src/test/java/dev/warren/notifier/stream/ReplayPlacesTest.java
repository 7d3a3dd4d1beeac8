package dev.warren.notifier.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.notifier.SseClient;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ReplayPlacesTest.EightPlaces.class)
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class ReplayPlacesTest {

    /** Two for each address, which a proxy names. */
    public static final class EightPlaces implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.notifier.stream.max-clients", "8",
                    "quarkus.http.proxy.proxy-address-forwarding", "true");
        }
    }

    @TestHTTPResource("/v1/stream")
    URI stream;

    @Inject
    Subscribers subscribers;

    @Inject
    StreamTail streamTail;

    @BeforeEach
    void tailConnected() {
        await().until(streamTail::connected);
    }

    @Test
    void oneAddressHasAQuarterOfAllPlacesAndOthersFindTheRest() {
        // Given
        try (SseClient _ = from("192.0.2.1");
                SseClient _ = from("192.0.2.1")) {
            // When
            try (SseClient third = from("192.0.2.1");
                    SseClient other = from("192.0.2.2")) {
                // Then
                await().until(third::ended);
                assertThat(third.notices().getFirst().data()).contains("too-many-clients-of-address");
                await().until(() -> !other.notices().isEmpty());
                assertThat(other.notices().getFirst().name()).isEqualTo("caught-up");
            }
        }
        await().until(() -> subscribers.count() == 0);
    }

    @Test
    void whoHasOneAddressOfAnIpV6NetworkHasThemAll() {
        // Given
        try (SseClient _ = from("2001:db8::1");
                SseClient _ = from("2001:db8::2")) {
            // When
            try (SseClient third = from("2001:db8::3");
                    SseClient other = from("2001:db8:0:1::1")) {
                // Then
                await().until(third::ended);
                await().until(() -> !other.notices().isEmpty());
                assertThat(other.notices().getFirst().name()).isEqualTo("caught-up");
            }
        }
        await().until(() -> subscribers.count() == 0);
    }

    private SseClient from(String address) {
        return SseClient.open(stream, "X-Forwarded-For", address);
    }
}
