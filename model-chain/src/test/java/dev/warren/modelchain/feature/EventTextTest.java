package dev.warren.modelchain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.testing.Verdict;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextTest {

    @Test
    void textsAreJoinedInTheOrderOfThePointers() {
        // Given
        CloudEvent event = event("{\"body\":\"the body\",\"head\":{\"subject\":\"the subject\"}}");

        // When
        String text = EventText.of(event, feature(100, "/head/subject", "/body"));

        // Then
        assertThat(text).isEqualTo("the subject\n\nthe body");
    }

    @Test
    void whatIsMissingOrBlankIsLeftOut() {
        // Given
        CloudEvent event = event("{\"subject\":\" \",\"body\":\"the body\",\"rest\":null}");

        // When
        String text = EventText.of(event, feature(100, "/subject", "/nowhere", "/rest", "/body"));

        // Then
        assertThat(text).isEqualTo("the body");
    }

    @Test
    void theEmptyPointerIsTheWholeData() {
        assertThat(EventText.of(event("\"just a text\""), feature(100, ""))).isEqualTo("just a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"body\":{\"deep\":1}}", "not json", "", "null"})
    void withoutTextThereIsNoAnswerEver(String data) {
        assertThatThrownBy(() -> EventText.of(event(data), feature(100, "/body")))
                .isInstanceOfSatisfying(
                        FeatureFailedException.class, e -> assertThat(e.code()).isEqualTo("no-text"));
    }

    @Test
    void anEventWithoutDataHasNoText() {
        // Given
        CloudEvent event = CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/test"))
                .withType("t")
                .build();

        // Then
        assertThatThrownBy(() -> EventText.of(event, feature(100, "/body")))
                .isInstanceOfSatisfying(
                        FeatureFailedException.class, e -> assertThat(e.code()).isEqualTo("no-text"));
    }

    @Test
    void theLimitCountsCharactersAndNotTheirEncoding() {
        // Given
        CloudEvent event = event("{\"body\":\"\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\"}");

        // Then
        assertThat(EventText.of(event, feature(3, "/body"))).hasSize(6);
        assertThatThrownBy(() -> EventText.of(event, feature(2, "/body")))
                .hasMessage("The text has 3 characters, the limit is 2")
                .isInstanceOfSatisfying(
                        FeatureFailedException.class, e -> assertThat(e.code()).isEqualTo("too-long"));
    }

    private static CloudEvent event(String data) {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/test"))
                .withType("t")
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static Feature feature(int maxLength, String... pointers) {
        return new Feature(
                "f",
                Verdict.KIND,
                1,
                List.of("t"),
                Stream.of(pointers).map(JsonPointer::compile).toList(),
                List.of("local"),
                maxLength,
                BigDecimal.ZERO,
                SkillSettings.NONE,
                OnExhausted.HOLD,
                new Feature.Cache(true, Duration.ofHours(1)),
                OnConflict.KEEP);
    }
}
