package dev.warren.modelchain.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.Output;
import dev.warren.modelchain.testing.Verdict;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FeatureRulesTest {

    private static final String KEY = "warren.features.triage";

    private final Map<String, String> written = new HashMap<>(Map.of(
            KEY + ".kind", "verdict",
            KEY + ".events", "ticket.created",
            KEY + ".text", "/body"));
    private final List<String> faults = new ArrayList<>();

    @Test
    void whatIsNotWrittenHasADefault() {
        // When
        Feature feature = read(Verdict.among("billing", "shipping")).all().getFirst();

        // Then
        assertThat(feature.name()).isEqualTo("triage");
        assertThat(feature.version()).isEqualTo(1);
        assertThat(feature.providers()).containsExactly("local");
        assertThat(feature.maxLength()).isEqualTo(20_000);
        assertThat(feature.minConfidence()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(feature.settings(Verdict.Words.class).words()).containsExactly("billing", "shipping");
        assertThat(feature.cache()).isEqualTo(new Feature.Cache(true, Duration.ofHours(24)));
    }

    @Test
    void everythingThatIsWrittenIsRead() {
        // Given
        written.putAll(Map.of(
                KEY + ".version", "2",
                KEY + ".events", "ticket.*,email.received",
                KEY + ".text", "/subject,/body",
                KEY + ".providers", "primary,local",
                KEY + ".max-length", "500",
                KEY + ".min-confidence", "0.4"));

        // When
        Feature feature = read(Verdict.among("billing", "shipping")).all().getFirst();

        // Then
        assertThat(feature.version()).isEqualTo(2);
        assertThat(feature.events()).containsExactly("ticket.*", "email.received");
        assertThat(feature.text()).extracting(Object::toString).containsExactly("/subject", "/body");
        assertThat(feature.providers()).containsExactly("primary", "local");
        assertThat(feature.maxLength()).isEqualTo(500);
        assertThat(feature.minConfidence()).isEqualByComparingTo("0.4");
    }

    @Test
    void allFaultsAreNamedAtOnceEachWithItsKey() {
        // Given
        written.putAll(Map.of(
                KEY + ".events", "ticket.*.late",
                KEY + ".text", "body",
                KEY + ".providers", "secondary",
                KEY + ".max-length", "0",
                KEY + ".cache.lifetime", "0s",
                KEY + ".min-confidence", "1.5"));

        // When
        Features features = read(Verdict.among());

        // Then
        assertThat(features.all()).isEmpty();
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        KEY + ".events: 'ticket.*.late' has a '*' that is not at its end",
                        KEY + ".text: 'body' is not a JSON Pointer: it must be empty or begin with '/'",
                        KEY
                                + ".providers: 'secondary' is unknown, or its url or model is not set; usable are local, primary",
                        KEY + ".max-length: must be at least 1",
                        KEY + ".cache.lifetime: must be positive",
                        KEY + ".min-confidence: must be from 0 to 1",
                        KEY + ".words: there are none for secondary");
    }

    @Test
    void aFeatureNamesItsModelsAndWhenAnAnswerIsGoodEnough() {
        // Given
        written.putAll(Map.of(
                KEY + ".providers", "local,primary",
                KEY + ".models.primary", "gpt-4o",
                KEY + ".answer-when.local", "confidence >= 0.9"));

        // When
        Feature feature = read(Verdict.among("billing", "shipping")).all().getFirst();

        // Then
        assertThat(faults).isEmpty();
        assertThat(feature.models()).containsExactly(Map.entry("primary", "gpt-4o"));
        assertThat(feature.answerWhen()).containsExactly(Map.entry("local", new BigDecimal("0.9")));
    }

    @Test
    void conditionsAndModelsThatCannotBeAreRefused() {
        // Given
        written.putAll(Map.of(
                KEY + ".providers", "local,primary",
                KEY + ".models.local", "gpt-4o",
                KEY + ".models.other", "gpt-4o",
                KEY + ".answer-when.local", "confidence > 90 %",
                KEY + ".answer-when.primary", "confidence >= 0.9"));

        // When
        read(Verdict.among("billing", "shipping"));

        // Then
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        KEY + ".models.local: is not a provider with models; available: local, primary",
                        KEY + ".models.other: is not a provider with models; available: local, primary",
                        KEY + ".answer-when.local: must be like 'confidence >= 0.9', with a number from 0 to 1",
                        KEY
                                + ".answer-when.primary: no provider with a remote model follows 'primary' in the chain local, primary,"
                                + " so the condition has no effect");
    }

    @Test
    void whatIsMissingIsNamed() {
        // Given
        written.clear();
        written.put(KEY + ".version", "1");

        // When
        read(Verdict.among("billing", "shipping"));

        // Then
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        KEY + ".kind: this service supports the kind 'verdict', not ''",
                        KEY + ".events: is missing",
                        KEY + ".text: is missing");
    }

    @Test
    void anAnswerWithoutAConfidenceIsTakenAsItIs() {
        // Given
        written.putAll(Map.of(KEY + ".providers", "local,primary", KEY + ".answer-when.local", "confidence >= 0.9"));

        // When
        read(new FeatureKind() {

            @Override
            public OutputKind kind() {
                return new OutputKind("verdict", Output.class);
            }

            @Override
            public SkillSettings settings(String feature, List<String> chain, FeatureFaults faults) {
                return SkillSettings.NONE;
            }
        });

        // Then
        assertThat(faults).containsExactly(KEY + ".answer-when.local: a verdict has no confidence");
    }

    @Test
    void aNameThatCannotBePartOfARoutingKeyIsRefused() {
        // Given
        Map<String, String> renamed = new HashMap<>();
        written.forEach((key, value) -> renamed.put(key.replace("triage", "Triage_2"), value));
        written.clear();
        written.putAll(renamed);

        // When
        read(Verdict.among("billing", "shipping"));

        // Then
        assertThat(faults)
                .containsExactly("warren.features.Triage_2: a name is lower-case letters, digits and hyphens");
    }

    @Test
    void aFeatureThatIsOffIsLeftOut() {
        // Given
        written.put(KEY + ".enabled", "false");

        // When
        Features features = read(Verdict.among("billing", "shipping"));

        // Then
        assertThat(features.all()).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void aStarStandsForAnyRestOfTheType() {
        // Given
        written.put(KEY + ".events", "ticket.*");

        // When
        Feature feature = read(Verdict.among("billing", "shipping")).all().getFirst();

        // Then
        assertThat(feature.listensTo("ticket.created.v2")).isTrue();
        assertThat(feature.listensTo("ticket")).isFalse();
        assertThat(feature.listensTo("email.received")).isFalse();
    }

    private Features read(FeatureKind served) {
        FeatureSettings settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(FeatureSettings.class)
                .withSources(new PropertiesConfigSource(written, "written", 100))
                .build()
                .getConfigMapping(FeatureSettings.class);
        return Features.read(settings, served, new TreeSet<>(Set.of("primary", "local")), List.of("local"), faults);
    }
}
