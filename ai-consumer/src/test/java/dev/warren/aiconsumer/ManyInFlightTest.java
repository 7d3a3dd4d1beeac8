package dev.warren.aiconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.warren.amqp.incoming.WorkCapacity;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.PooledJson;
import dev.warren.modelchain.provider.endpoint.ProvidersByName;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AsShipped.class)
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class ManyInFlightTest {

    private static final int EVENTS = 200;
    private static final int ONCE_THE_LIMIT = 64;

    @Inject
    MetricRegistry metrics;

    @Inject
    WorkCapacity workCapacity;

    @Inject
    ProvidersByName providers;

    Broker broker;
    FakeEndpoint endpoint;

    @Test
    void theLimitOfTheProviderSaysHowManyCallsAreInFlight() {
        // Given
        endpoint.answers(Duration.ofSeconds(2));
        String results = broker.probe("results", "#");

        // When
        broker.publishAll("events", "review.written", IntStream.range(0, EVENTS).mapToObj(this::event), properties());

        // Then
        await().atMost(Broker.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> inFlight() > ONCE_THE_LIMIT);
        await().atMost(Broker.PATIENCE.multipliedBy(2)).until(() -> broker.count(results) == EVENTS);
        assertThat(broker.drain(results)).allMatch(result -> result.routingKey().equals("tone.completed"));
    }

    @Test
    void onlyProvidersThatAFeatureAsksMakePlacesForEvents() {
        assertThat(providers.named("primary")).isPresent();
        await().untilAsserted(() -> {
            int limit = gauge("warren.provider.limit");
            assertThat(workCapacity.places()).isEqualTo(limit + limit / 4).isGreaterThan(ONCE_THE_LIMIT);
        });
    }

    private int inFlight() {
        return gauge("warren.provider.in.flight");
    }

    private int gauge(String name) {
        Gauge<?> calls = metrics.getGauge(new MetricID(name, new Tag("provider", "primary")));
        return calls == null ? 0 : calls.getValue().intValue();
    }

    private byte[] event(int number) {
        return PooledJson.write(CloudEventBuilder.v1()
                .withId("many-" + number)
                .withSource(URI.create("/shop"))
                .withType("review.written")
                .withData(
                        "application/json",
                        "{\"review\":\"number %d\"}".formatted(number).getBytes(StandardCharsets.UTF_8))
                .build());
    }

    private static AMQP.BasicProperties properties() {
        return new AMQP.BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .deliveryMode(2)
                .headers(Map.of("x-warren-pending", List.of("tone")))
                .build();
    }
}
