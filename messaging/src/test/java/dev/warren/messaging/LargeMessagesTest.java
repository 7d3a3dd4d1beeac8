package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PrivateVhost.class)
@TestProfile(LargeMessagesTest.LittleRoom.class)
class LargeMessagesTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int ROOM = 12 * MEGABYTE;
    private static final int ROOM_OF_ONE_OF_TWO_CHANNELS = ROOM / 2;
    private static final int LARGE = 40;
    private static final int SMALL = 1000;
    private static final String MAIN = "classifier.events";

    /** A service with little memory. */
    public static final class LittleRoom implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.amqp.bytes-in-flight", "12M",
                    "warren.amqp.publish.bytes-in-flight", "2M",
                    "warren.amqp.max-message-bytes", "1048576");
        }
    }

    @Inject
    ScriptedService service;

    @Inject
    MetricRegistry metrics;

    Broker broker;

    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void noMoreBytesAreInHandThanConfiguredHoweverLargeTheMessagesAre() {
        // Given messages that are worked on for long, and then a flood of large ones
        Set<String> handled = ConcurrentHashMap.newKeySet();
        service.follow(delivery -> {
            awaitRelease();
            handled.add(delivery.event().getId());
        });
        byte[] large = new byte[2 * MEGABYTE];

        // When
        broker.publish("", MAIN, Events.json("first"), Events.STRUCTURED);
        broker.publishAll("", MAIN, Stream.generate(() -> large).limit(LARGE), Events.STRUCTURED);
        await().atMost(Broker.PATIENCE).until(() -> heldBytes() > ROOM_OF_ONE_OF_TWO_CHANNELS / 3);
        broker.publishAll("", MAIN, IntStream.range(0, SMALL).mapToObj(i -> Events.json("e-" + i)), Events.STRUCTURED);

        // Then
        assertThat(heldBytes()).isLessThanOrEqualTo(ROOM_OF_ONE_OF_TWO_CHANNELS);
        released.countDown();
        await().atMost(Broker.PATIENCE).until(() -> broker.count("classifier.dead") == LARGE);
        await().atMost(Broker.PATIENCE).until(() -> handled.size() == SMALL + 1);
        await().atMost(Broker.PATIENCE).until(() -> broker.depth(MAIN) == 0);
        assertThat(heldBytes()).isZero();
        assertThat(broker.drain("classifier.dead")).allSatisfy(letter -> assertThat(letter.header(WarrenHeaders.REASON))
                .isEqualTo("too-large"));
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long heldBytes() {
        return metrics.getGauges((id, metric) -> id.getName().equals("warren.queue.in.flight.bytes")).values().stream()
                .mapToLong(gauge -> gauge.getValue().longValue())
                .sum();
    }
}
