package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.warren.messaging.testing.Broker;
import dev.warren.messaging.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PrivateVhost.class)
class PrivateVhostTest {

    Broker broker;

    @Test
    void hasTheTopologyOfTheDefinitions() {
        String probe = broker.probe("events", "#");

        broker.publish("events", "a.b", "x".getBytes(StandardCharsets.UTF_8), new AMQP.BasicProperties());

        assertThat(broker.awaitMessage(probe).text()).isEqualTo("x");
        assertThat(broker.awaitMessage("classifier.events").text()).isEqualTo("x");
    }
}
