package dev.warren.messaging.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.warren.messaging.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventFlowClassifierTest {

    private static final AMQP.BasicProperties PLAIN = new AMQP.BasicProperties();
    private static final long SEED = 42;
    private static final int TRIES = 20_000;

    private final EventFlowClassifier flows = new EventFlowClassifier();

    @Test
    void eventsOfOneTypeAndUserAreOneFlow() {
        assertThat(flow(Events.json("e-1"))).isEqualTo(flow(Events.json("e-2")));
        assertThat(flow(Events.json("e-1"))).isNotEqualTo(flow(Events.json("e-1", "another")));
        assertThat(flow(json("a", "u"))).isNotEqualTo(flow(json("b", "u")));
    }

    @Test
    void whatIsInTheDataDoesNotCount() {
        byte[] event = "{\"data\":{\"type\":\"x\",\"userid\":\"y\"},\"type\":\"a\",\"userid\":\"u\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(flow(event)).isEqualTo(flow(json("a", "u")));
    }

    @Test
    void binaryModeIsReadLikeStructuredMode() {
        // Given
        AMQP.BasicProperties binary = new AMQP.BasicProperties.Builder()
                .headers(Map.of("cloudEvents:specversion", "1.0", "cloudEvents:type", "a", "cloudEvents:userid", "u"))
                .build();

        // When, then
        assertThat(flows.of(new byte[] {1}, binary)).isEqualTo(flow(json("a", "u")));
    }

    @Test
    void anyBytesHaveAFlow() {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            byte[] body = i % 2 == 0 ? new byte[random.nextInt(40)] : Events.json("e");
            for (int changes = random.nextInt(4); body.length > 0 && changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertThat(flow(body)).isNotNull();
        }
    }

    private String flow(byte[] body) {
        return flows.of(body, PLAIN);
    }

    private static byte[] json(String type, String user) {
        return "{\"specversion\":\"1.0\",\"type\":\"%s\",\"userid\":\"%s\"}"
                .formatted(type, user)
                .getBytes(StandardCharsets.UTF_8);
    }
}
