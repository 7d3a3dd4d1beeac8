package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ManagementPort;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.SEVERED, value = "true"))
class StartWithoutBrokerTest {

    @Inject
    ScriptedService service;

    @Inject
    ManagementPort managementPort;

    Broker broker;

    @Test
    void serviceThatWasStartedBeforeItsBrokerIsAliveAndBecomesReadyByItself() {
        // Given a service that works and publishes, and a broker that it has not found yet
        String results = broker.probe("results", "#");
        List<String> handled = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            handled.add(delivery.event().getId());
            service.results().publish(delivery.event(), "triage.completed");
        });
        broker.publish("events", Events.TYPE, Events.json("e-1"), Events.STRUCTURED);
        assertThat(managementPort.isLive()).isTrue();
        assertThat(managementPort.isReady()).isFalse();

        // When
        broker.wire().mend();

        // Then
        await().atMost(Broker.PATIENCE).until(managementPort::isReady);
        assertThat(broker.awaitMessage(results).properties().getMessageId()).isEqualTo("e-1");
        assertThat(handled).containsExactly("e-1");
    }
}
