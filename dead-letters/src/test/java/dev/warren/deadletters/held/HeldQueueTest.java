package dev.warren.deadletters.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.json.PooledJson;
import dev.warren.deadletters.held.HeldQueue.Pass;
import dev.warren.messaging.AwaitReleaseException;
import dev.warren.messaging.AwaitReleaseException.Part;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.RetryLaterException;
import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = PrivateVhost.class,
        initArgs = @ResourceArg(name = PrivateVhost.DELAYS, value = "5s=PT0.2S,1m=PT0.4S,10m=PT0.6S"))
class HeldQueueTest {

    private static final String MAIN = "classifier.events";
    private static final String HELD = "classifier.held";
    private static final int FAST = 1000;

    @Inject
    ScriptedService service;

    @Inject
    HeldQueue queue;

    Broker broker;

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        service.follow(delivery -> {});
        assertThat(queue.pass(awaited -> true, FAST)).isEqualTo(Pass.DONE);
        await().atMost(Broker.PATIENCE).until(() -> broker.depth(MAIN) == 0 && broker.depth(HELD) == 0);
    }

    @Test
    void aHeldMessageComesBackAsTheAttemptThatItWasWithWhatIsLeftToDo() throws Exception {
        // Given
        List<Delivery> seen = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            seen.add(delivery);
            switch (seen.size()) {
                case 1 -> throw new RetryLaterException("busy", Set.of());
                case 2 -> throw awaiting(null, new Part(Set.of("triage"), Set.of("daily")));
                default -> {}
            }
        });
        send("e-1");
        awaitHeld(1);

        // When
        Pass pass = queue.pass(held -> held.awaited().equals(Set.of("daily")), FAST);

        // Then
        assertThat(pass).isEqualTo(Pass.DONE);
        await().atMost(Broker.PATIENCE).until(() -> seen.size() == 3);
        assertThat(seen).extracting(Delivery::attempt).containsExactly(1, 2, 2);
        assertThat(seen.getLast().pending()).containsExactly("triage");
        assertThat(seen.getLast().held()).containsExactly("triage");
        assertThat(seen.getLast().event()).isEqualTo(seen.getFirst().event());
    }

    @Test
    void partsWaitForThemselvesAndTheRestGoesItsOwnWay() {
        // Given
        service.follow(delivery -> {
            throw awaiting(
                    new PermanentFailureException("no-text", "no text", Set.of("tone"), null),
                    new Part(Set.of("triage"), Set.of("daily", "monthly")),
                    new Part(Set.of("digest"), Set.of("daily")));
        });

        // When
        send("e-2");

        // Then
        ReceivedMessage dead = broker.awaitMessage("classifier.dead");
        assertThat(dead.header("x-warren-pending")).isEqualTo("[tone]");
        List<ReceivedMessage> held = List.of(broker.awaitMessage(HELD), broker.awaitMessage(HELD));
        assertThat(held)
                .extracting(message -> message.header("x-warren-pending"))
                .containsExactly("[triage]", "[digest]");
        assertThat(held.getLast().header("x-warren-awaited")).isEqualTo("[daily]");
        assertThat(held).allSatisfy(message -> {
            assertThat(message.text()).contains("\"e-2\"");
            assertThat(message.properties().getMessageId())
                    .isEqualTo(dead.properties().getMessageId());
        });
    }

    @Test
    void thoseThatMayNotGoStayInTheirOrder() throws Exception {
        // Given
        List<String> expected = IntStream.range(0, 50).mapToObj(i -> "e-" + i).toList();
        hold(expected);

        // When
        Pass pass = queue.pass(held -> held.awaited().contains("other"), FAST);

        // Then
        assertThat(pass).isEqualTo(Pass.DONE);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            ids.add(PooledJson.read(broker.awaitMessage(HELD).body()).getId());
        }
        assertThat(ids).isEqualTo(expected);
    }

    @Test
    void whatIsHeldSaysSinceWhenHoweverOftenItIsReleased() throws Exception {
        // Given
        hold(List.of("e-1"));
        HeldQueueEntry first = onlyHeld();
        assertThat(queue.pass(held -> true, FAST)).isEqualTo(Pass.DONE);
        awaitHeld(1);

        // When
        HeldQueueEntry second = onlyHeld();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(first.pending()).containsExactly("triage");
        assertThat(first.since()).isPresent();
    }

    private HeldQueueEntry onlyHeld() throws Exception {
        List<HeldQueueEntry> seen = new ArrayList<>();
        queue.pass(
                held -> {
                    seen.add(held);
                    return false;
                },
                FAST);
        awaitHeld(1);
        return seen.getFirst();
    }

    @Test
    void whoFindsSomebodyElseAtItLeavesItToHim() throws Exception {
        // Given
        hold(List.of("e-1", "e-2"));
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Pass> first = CompletableFuture.supplyAsync(() -> pass(looking, goOn));
        looking.await();

        // When
        Pass second = queue.pass(awaited -> true, FAST);

        // Then
        assertThat(second).isEqualTo(Pass.BUSY);
        goOn.countDown();
        assertThat(first.join()).isEqualTo(Pass.DONE);
        awaitHeld(2);
    }

    private Pass pass(CountDownLatch looking, CountDownLatch goOn) {
        try {
            return queue.pass(
                    awaited -> {
                        looking.countDown();
                        await().until(() -> goOn.getCount() == 0);
                        return false;
                    },
                    FAST);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void hold(List<String> ids) {
        service.follow(delivery -> {
            throw awaiting(null, new Part(Set.of("triage"), Set.of("daily")));
        });
        for (int i = 0; i < ids.size(); i++) {
            send(ids.get(i));
            awaitHeld(i + 1);
        }
    }

    private static AwaitReleaseException awaiting(RuntimeException rest, Part... parts) {
        return new AwaitReleaseException(List.of(parts), rest);
    }

    private void awaitHeld(int messages) {
        await().atMost(Broker.PATIENCE).until(() -> broker.count(HELD) == messages);
    }

    private void send(String id) {
        broker.publish("events", "ticket.created", Events.json(id), Events.STRUCTURED);
    }
}
