package dev.warren.deadletters;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.rabbitmq.client.AMQP;
import dev.warren.deadletters.queue.DeadLetterQueue;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.testing.Events;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.WIRE, value = "true"))
class DeadLettersOutageTest {

    private static final String DEAD = "classifier.dead";
    private static final int LETTERS = 60;
    private static final int MORE_THAN_COME_AT_FIRST = 18;

    @Inject
    DeadLetterQueue deadLetterQueue;

    Broker broker;

    @AfterEach
    void nothingIsLeft() {
        broker.wire().thaw();
        broker.wire().mend();
        broker.purge(DEAD);
    }

    @Test
    void aSlowBrokerIsWaitedForAndNoPartIsTakenForAll() {
        // Given letters that come in several pieces
        byte[] large = new byte[100_000];
        broker.publishAll(
                "dead-letters", "classifier", Stream.generate(() -> large).limit(LETTERS), Events.STRUCTURED);
        await().atMost(Broker.PATIENCE).until(() -> broker.count(DEAD) == LETTERS);
        AtomicInteger read = new AtomicInteger();

        // When the broker pauses between two of them
        long unread = deadLetterQueue.read(letter -> {
            if (read.incrementAndGet() == MORE_THAN_COME_AT_FIRST) {
                pause();
            }
            return true;
        });

        // Then
        assertThat(read).hasValue(LETTERS);
        assertThat(unread).isZero();
    }

    private void pause() {
        broker.wire().freeze();
        CompletableFuture.delayedExecutor(1_500, TimeUnit.MILLISECONDS)
                .execute(() -> broker.wire().thaw());
    }

    @Test
    void inAnOutageTheAskerIsToldToComeBackAndThenFindsEveryLetter() {
        // Given
        AMQP.BasicProperties letter = Events.STRUCTURED
                .builder()
                .headers(Map.of(WarrenHeaders.LETTER, "l-1"))
                .build();
        broker.publish("dead-letters", "classifier", Events.json("e-1"), letter);
        given().get("/v1/dead-letters").then().body("total", equalTo(1));

        // When
        broker.wire().sever();

        // Then
        given().get("/v1/dead-letters")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2");

        // When
        broker.wire().mend();

        // Then
        await().atMost(Broker.PATIENCE)
                .until(() -> given().get("/v1/dead-letters").statusCode() == 200);
        given().get("/v1/dead-letters").then().body("letters[0].key", equalTo("l-1"));
    }
}
