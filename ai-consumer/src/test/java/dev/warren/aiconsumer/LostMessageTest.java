package dev.warren.aiconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.warren.messaging.Delivery;
import dev.warren.modelchain.EventWork;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class LostMessageTest {

    @Inject
    EventWork work;

    FakeEndpoint endpoint;

    private final List<OutboundMessage> published = new CopyOnWriteArrayList<>();
    private final MessageSink messageSink = published::add;

    @BeforeEach
    void healthy() {
        endpoint.answers(Duration.ZERO);
    }

    @Test
    void whatIsNotOursAnyMoreIsWorkedOnToItsEndAndNothingIsPublishedAboutIt() {
        // Given
        AiConsumer consumer = new AiConsumer(null, work, messageSink);

        // When, then
        assertThatIllegalStateException().isThrownBy(() -> consumer.on(delivery(true)));
        assertThat(published).isEmpty();
    }

    @Test
    void whatIsOursIsPublished() {
        // When
        new AiConsumer(null, work, messageSink).on(delivery(false));

        // Then
        assertThat(published).extracting(OutboundMessage::exchange).contains("results", "usage");
    }

    private static Delivery delivery(boolean lost) {
        return new Delivery(
                CloudEventBuilder.v1()
                        .withId(UUID.randomUUID().toString())
                        .withSource(URI.create("/shop"))
                        .withType("review.written")
                        .withData(
                                "application/json", "{\"review\":\"lost and found\"}".getBytes(StandardCharsets.UTF_8))
                        .build(),
                1,
                Set.of("tone"),
                List.of(),
                false,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                () -> Duration.ofMinutes(1),
                () -> {
                    if (lost) {
                        throw new IllegalStateException("somebody else has it");
                    }
                });
    }
}
