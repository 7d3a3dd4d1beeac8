package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoppingTest.ServiceOfItsOwn.class)
@WithTestResource(PrivateVhost.class)
class StoppingTest {

    private static final String MAIN = "classifier.events";

    @Inject
    ScriptedService service;

    @Inject
    Event<ShutdownEvent> shutdown;

    Broker broker;

    @Test
    void messageInWorkIsFinishedAndNoFurtherOneBegins() throws Exception {
        // Given
        List<String> begun = new CopyOnWriteArrayList<>();
        CountDownLatch enough = new CountDownLatch(1);
        service.follow(delivery -> {
            begun.add(delivery.event().getId());
            enough.await();
        });
        send("in-work");
        await().atMost(Broker.PATIENCE).until(() -> begun.contains("in-work"));

        // When
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> shutdown.fire(new ShutdownEvent()));
        send("too-late");

        // Then
        assertThat(stop).isNotDone();
        enough.countDown();
        assertThat(stop).succeedsWithin(Broker.PATIENCE);
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isEqualTo(1));
        assertThat(begun).containsExactly("in-work");
    }

    private void send(String id) {
        broker.publish("events", Events.TYPE, Events.json(id), Events.STRUCTURED);
    }

    /** A stopped service is of no use to other tests. */
    public static class ServiceOfItsOwn implements QuarkusTestProfile {}
}
