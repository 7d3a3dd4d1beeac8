package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Method;
import com.rabbitmq.client.impl.AMQCommand;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.AMQImpl;
import dev.warren.amqp.incoming.ConsumingConnector;
import dev.warren.amqp.outgoing.PublishingConnection;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.health.HealthReport;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The broker's word is said to the client by the test, because the broker's disk belongs to others as well. */
@QuarkusTest
@WithTestResource(PrivateVhost.class)
class BlockedTest {

    @Inject
    PublishingConnection publishing;

    @Inject
    @Any
    ConsumingConnector consuming;

    Broker broker;

    @Test
    void nothingIsTakenFromTheQueuesWhileTheBrokerTakesNothing() throws IOException {
        // Given
        await().atMost(Broker.PATIENCE).until(this::isReady);

        // When
        say(new AMQImpl.Connection.Blocked("low on disk"));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> !isReady());
        assertThat(publishing.isBlocked()).isTrue();
        say(new AMQImpl.Connection.Unblocked());
        await().atMost(Broker.PATIENCE).until(this::isReady);
        assertThat(publishing.isBlocked()).isFalse();
    }

    private boolean isReady() {
        return consuming.getReadiness().getChannels().stream().allMatch(HealthReport.ChannelInfo::isOk);
    }

    private void say(Method word) throws IOException {
        ((AMQConnection) publishing.open()).processControlCommand(new AMQCommand(word));
    }
}
