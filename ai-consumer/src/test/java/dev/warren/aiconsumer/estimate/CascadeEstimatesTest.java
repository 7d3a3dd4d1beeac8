package dev.warren.aiconsumer.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.aiconsumer.FakeEndpoint;
import dev.warren.deadletters.ReplayEstimator.Estimate;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(CascadeEstimatesTest.Cascade.class)
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class CascadeEstimatesTest {

    /** As in {@link CallEstimatorTest}. */
    private static final long TOKENS = 4 + 3 + 11;

    private static final Set<String> TONE = Set.of("tone");

    /** Two providers who may not be sure enough, one who is asked after them, and one who stands in for that. */
    public static final class Cascade implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.providers.cheap.url", "http://provider.invalid/v1",
                    "warren.providers.cheap.model", "gpt-4o-mini",
                    "warren.providers.cheap.price-provider", "openai",
                    "warren.providers.good.url", "http://provider.invalid/v1",
                    "warren.providers.good.model", "gpt-4o",
                    "warren.features.tone.providers", "local,cheap,primary,good",
                    "warren.features.tone.models.cheap", "gpt-4.1-nano",
                    "warren.features.tone.answer-when.local", "confidence >= 0.8",
                    "warren.features.tone.answer-when.cheap", "confidence >= 0.9");
        }
    }

    @Inject
    CallEstimator callEstimator;

    @Test
    void everyProviderOfACascadeThatMayBePaidIsEstimated() {
        assertThat(callEstimator.estimate(event(), TONE, List.of()))
                .containsExactly(
                        new Estimate("tone", "openai", "gpt-4.1-nano", 1, TOKENS, 800),
                        new Estimate("tone", "primary", "gpt-4o-mini", 1, TOKENS, 100));
        assertThat(callEstimator.mostTokens(event(), "tone", List.of())).isEqualTo(TOKENS + 800 + TOKENS + 100);
    }

    @Test
    void aChainOfItsOwnIsEstimatedAsFarAsItMayGo() {
        assertThat(callEstimator.estimate(event(), TONE, List.of("primary", "cheap")))
                .extracting(Estimate::provider)
                .containsExactly("primary");
        assertThat(callEstimator.estimate(event(), TONE, List.of("cheap", "good")))
                .extracting(Estimate::provider)
                .containsExactly("openai", "good");
    }

    private static CloudEvent event() {
        return CloudEventBuilder.v1()
                .withId("e-1")
                .withSource(URI.create("/shop"))
                .withType("review.written")
                .withData("application/json", "{\"review\":\"I like it\"}".getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
