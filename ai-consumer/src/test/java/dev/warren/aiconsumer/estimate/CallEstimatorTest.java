package dev.warren.aiconsumer.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.aiconsumer.FakeEndpoint;
import dev.warren.deadletters.ReplayEstimator;
import dev.warren.deadletters.ReplayEstimator.Estimate;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class CallEstimatorTest {

    /** "Choose a label." and "I like it", as OpenAI's own tokenizer cuts them, and what separates two messages. */
    private static final long TOKENS = 4 + 3 + 11;

    @Inject
    ReplayEstimator estimator;

    @Test
    void everyFeatureThatWouldAskAnEndpointIsEstimated() {
        assertThat(estimator.estimate(event("{\"review\":\"I like it\"}"), Set.of(), List.of()))
                .containsExactly(
                        new Estimate("tone", "primary", "gpt-4o-mini", 1, TOKENS, 100),
                        new Estimate("urgency", "primary", "gpt-4o-mini", 1, TOKENS, 100));
    }

    @Test
    void onlyWhatIsLeftToDoIsEstimated() {
        assertThat(estimator.estimate(event("{\"review\":\"I like it\"}"), Set.of("urgency"), List.of()))
                .extracting(Estimate::feature)
                .containsExactly("urgency");
    }

    @Test
    void whoeverIsAskedInsteadIsEstimatedAndTheEmbeddedProviderCostsNothing() {
        CloudEvent event = event("{\"review\":\"I like it\"}");

        assertThat(estimator.estimate(event, Set.of("tone"), List.of("primary", "local")))
                .extracting(Estimate::provider)
                .containsExactly("primary");
        assertThat(estimator.estimate(event, Set.of("tone"), List.of("local", "primary")))
                .isEmpty();
    }

    @Test
    void anEventThatWouldFailWithoutACallCostsNothing() {
        assertThat(estimator.estimate(event("{\"other\":\"field\"}"), Set.of(), List.of()))
                .isEmpty();
    }

    private static CloudEvent event(String data) {
        return CloudEventBuilder.v1()
                .withId("e-1")
                .withSource(URI.create("/shop"))
                .withType("review.written")
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
