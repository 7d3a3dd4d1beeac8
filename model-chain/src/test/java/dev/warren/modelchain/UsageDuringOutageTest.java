package dev.warren.modelchain;

import static dev.warren.modelchain.FakeEndpoint.label;
import static dev.warren.modelchain.FakeEndpoint.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.testing.PrivateDatabase;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The money that was set aside for a call is not kept for as long as its event waits for a provider. */
@QuarkusTest
@TestProfile(UsageDuringOutageTest.Patient.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoints.class)
class UsageDuringOutageTest {

    @Inject
    EventWork work;

    FakeEndpoint primary;

    private final Published published = new Published();

    @Test
    void whatCallsInVainUsedIsToldBeforeTheEndOfAnOutageIsWaitedFor() throws Exception {
        // Given
        primary.responds(status(500));
        EventJob eventJob = new EventJob(event(), Set.of("triage"), List.of("primary"), false, "");

        // When
        CompletableFuture<Void> processing =
                CompletableFuture.runAsync(() -> work.process(eventJob, published), runner -> Thread.ofVirtual()
                        .start(runner));

        // Then
        await().until(() -> published.keys().contains("usage triage"));
        assertThat(processing).isNotDone();
        primary.responds(label("billing"));
        processing.get();
        assertThat(published.keys()).contains("result triage.completed");
        assertThat(published.messages()).extracting(OutboundMessage::id).doesNotHaveDuplicates();
    }

    private static CloudEvent event() {
        return CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("/test"))
                .withType("ticket.budgeted")
                .withData("application/json", "{\"body\":\"It is wrong\"}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** Waits for as long as it takes. */
    public static final class Patient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("warren.outage.max-wait", "20m", "warren.outage.event-failures", "1000");
        }
    }
}
