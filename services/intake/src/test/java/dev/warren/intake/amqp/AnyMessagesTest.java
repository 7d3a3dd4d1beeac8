package dev.warren.intake.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.intake.IntakeTestProfile;
import dev.warren.intake.amqp.AnyMessages.AnyMessage;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Whatever is sent to the inbox, for a bounded time; {@code -Dfuzz.seed} sends the same again. */
@QuarkusTest
@TestProfile(IntakeTestProfile.class)
class AnyMessagesTest {

    private static final Logger LOG = Logger.getLogger(AnyMessagesTest.class);
    private static final Duration DURATION = Duration.ofSeconds(Long.getLong("fuzz.seconds", 20));
    private static final int TOGETHER = 50;
    private static final BasicProperties STRUCTURED = new BasicProperties.Builder()
            .contentType("application/cloudevents+json")
            .deliveryMode(2)
            .build();

    Broker broker;

    @Test
    void everyMessageIsAnEventOrADeadLetterAndTheNextIsTaken() {
        JqwikSession.run(this::sendAnything);
    }

    private void sendAnything() {
        // Given
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        LOG.infof("fuzz seed=%d", seed);
        Random random = new Random(seed);
        RandomGenerator<AnyMessage> messages = AnyMessages.all().generator(1000, true);
        String events = broker.probe("events", "#");
        broker.purge("intake.dead");
        long end = System.nanoTime() + DURATION.toNanos();

        for (int round = 0; System.nanoTime() < end; round++) {
            // When
            for (int i = 0; i < TOGETHER; i++) {
                AnyMessage message = messages.next(random).value();
                broker.publish("inbox", message.key(), message.body(), message.properties());
            }
            broker.publish("inbox", "k", event("after-" + round), STRUCTURED);

            // Then each has one end
            String description = "seed " + seed + ", round " + round;
            await(description)
                    .atMost(Broker.PATIENCE)
                    .until(() -> broker.count(events) + broker.count("intake.dead") >= TOGETHER + 1);
            List<ReceivedMessage> letters = broker.drain("intake.dead");
            List<ReceivedMessage> accepted = broker.drain(events);
            assertThat(letters.size() + accepted.size()).as(description).isEqualTo(TOGETHER + 1);
            assertThat(accepted)
                    .as(description)
                    .extracting(event -> event.properties().getMessageId())
                    .contains("after-" + round);
            assertThat(letters)
                    .as(description)
                    .extracting(letter ->
                            String.valueOf(letter.properties().getHeaders().get("x-warren-reason")))
                    .doesNotContain("unreadable", "unpublishable");
        }
        assertThat(broker.count("intake.inbox")).isZero();
    }

    private static byte[] event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"ticket.created\"}"
                .formatted(id)
                .getBytes(StandardCharsets.UTF_8);
    }
}
