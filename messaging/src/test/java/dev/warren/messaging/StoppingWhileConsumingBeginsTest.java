package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.messaging.testing.Events;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoppingWhileConsumingBeginsTest.ServiceOfItsOwn.class)
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.WIRE, value = "true"))
class StoppingWhileConsumingBeginsTest {

    private static final String MAIN = "classifier.events";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration MORE_THAN_A_PAUSE = Duration.ofMillis(800);

    @Inject
    Event<ShutdownEvent> shutdown;

    Broker broker;

    @Test
    void aConsumerThatTheBrokerIsBeingAskedForIsGivenUp() {
        // Given a service that asks again and again for its queue, and an answer on its way
        broker.delete(MAIN);
        broker.wire().freeze();
        await().during(MORE_THAN_A_PAUSE).until(() -> true);
        broker.declare(MAIN, Map.of("x-queue-type", "quorum"));
        broker.publish("", MAIN, Events.json("e-1"), Events.STRUCTURED);

        // When
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> shutdown.fire(new ShutdownEvent()));
        await().during(Duration.ofMillis(200)).until(() -> true);
        broker.wire().thaw();

        // Then
        assertThat(stop).succeedsWithin(SOON);
        await().during(MORE_THAN_A_PAUSE).atMost(SOON).until(() -> consumers() == 0 && broker.count(MAIN) == 1);
    }

    private int consumers() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker.serviceUrl());
        try (Connection connection = factory.newConnection("test")) {
            return connection.createChannel().queueDeclarePassive(MAIN).getConsumerCount();
        }
    }

    /** A stopped service is of no use to other tests. */
    public static class ServiceOfItsOwn implements QuarkusTestProfile {}
}
