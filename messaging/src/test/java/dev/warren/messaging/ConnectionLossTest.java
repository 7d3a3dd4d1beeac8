package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.testing.Broker;
import dev.warren.messaging.testing.PrivateVhost;
import dev.warren.messaging.testing.Received;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = PrivateVhost.class,
        initArgs = {
            @ResourceArg(name = PrivateVhost.WIRE, value = "true"),
            @ResourceArg(name = PrivateVhost.DELAYS, value = "5s=PT0.2S,1m=PT0.4S,10m=PT0.6S")
        })
class ConnectionLossTest {

    private static final int EVENTS = Integer.getInteger("events", 500);
    private static final int CUTS = Integer.getInteger("cuts", 6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    ScriptedService service;

    Broker broker;

    @Test
    void everyMessageReachesItsPlaceWhenTheWireIsCutWithMessagesInFlight() {
        // Given a service that publishes one result per event
        String results = broker.probe("results", "#");
        AtomicInteger handled = new AtomicInteger();
        service.follow(delivery -> {
            handled.incrementAndGet();
            Thread.sleep(20);
            service.results().publish(delivery.event(), "triage.completed");
        });

        // When its connections are cut again and again
        Set<String> sent = IntStream.range(0, EVENTS).mapToObj(i -> "e-" + i).collect(Collectors.toSet());
        Thread.ofVirtual()
                .start(() ->
                        sent.forEach(id -> broker.publish("events", Events.TYPE, Events.json(id), Events.STRUCTURED)));
        for (int cut = 1; cut <= CUTS; cut++) {
            int enough = cut * EVENTS / (CUTS + 1);
            await().atMost(PATIENCE).until(() -> handled.get() >= enough);
            broker.wire().cut();
        }

        // Then every event has its result, and no message is left anywhere else
        Set<String> arrived = new HashSet<>();
        int[] copies = new int[1];
        await().atMost(PATIENCE).until(() -> {
            for (Optional<Received> result = broker.poll(results); result.isPresent(); result = broker.poll(results)) {
                arrived.add(result.get().properties().getMessageId());
                copies[0]++;
            }
            return arrived.size() == EVENTS;
        });
        assertThat(arrived).isEqualTo(sent);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(broker.depth("classifier.events"))
                .isZero());
        assertThat(broker.count("classifier.dead")).isZero();
        System.out.println("MEASURE handled=" + handled + " copies=" + copies[0]);
    }
}
