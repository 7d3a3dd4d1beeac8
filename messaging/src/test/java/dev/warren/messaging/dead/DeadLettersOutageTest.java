package dev.warren.messaging.dead;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.rabbitmq.client.AMQP;
import dev.warren.messaging.Events;
import dev.warren.messaging.Headers;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.WIRE, value = "true"))
class DeadLettersOutageTest {

    Broker broker;

    @Test
    void inAnOutageTheAskerIsToldToComeBackAndThenFindsEveryLetter() {
        // Given
        AMQP.BasicProperties letter = Events.STRUCTURED
                .builder()
                .headers(Map.of(Headers.LETTER, "l-1"))
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
