package dev.warren.modelchain.store.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.OnConflict;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.feature.SkillSettings;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.testing.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuestionKeysTest {

    /** Settings of every form that a skill may have. */
    record Everything(String text, int number, boolean flag, List<Part> parts, Map<String, String> named) {}

    record Part(String name, BigDecimal least) {}

    @Test
    void whateverSettingOfTheSkillIsChangedItIsAnotherQuestion() {
        // Given
        List<Part> parts = List.of(new Part("a", BigDecimal.ONE), new Part("b", null));
        Map<String, String> named = Map.of("x", "1", "y", "2");

        // When
        Stream<UUID> keys = Stream.of(
                        new Everything("t", 1, true, parts, named),
                        new Everything("u", 1, true, parts, named),
                        new Everything("t", 2, true, parts, named),
                        new Everything("t", 1, false, parts, named),
                        new Everything("t", 1, true, parts.reversed(), named),
                        new Everything("t", 1, true, List.of(new Part("a", BigDecimal.TEN), parts.get(1)), named),
                        new Everything("t", 1, true, List.of(new Part("a\",\"b", BigDecimal.ONE)), named),
                        new Everything("t", 1, true, parts, Map.of("x", "1")))
                .map(QuestionKeysTest::key);

        // Then
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void theSameSettingsInAnotherOrderAreTheSameQuestion() {
        // Given
        Map<String, String> order = new LinkedHashMap<>(Map.of("y", "2"));
        order.put("x", "1");

        // When / Then
        assertThat(key(new Everything("t", 1, true, List.of(), order)))
                .isEqualTo(key(new Everything("t", 1, true, List.of(), Map.of("x", "1", "y", "2"))));
    }

    private static UUID key(Record settings) {
        Feature feature = new Feature(
                "f",
                Verdict.KIND,
                1,
                List.of("t"),
                List.of(),
                List.of("primary"),
                1000,
                BigDecimal.ZERO,
                SkillSettings.of(settings),
                OnExhausted.HOLD,
                new Feature.Cache(true, Duration.ofHours(1)),
                OnConflict.KEEP);
        return new QuestionKeys().of(feature, new Nobody(), "text");
    }

    private static final class Nobody implements Provider {

        @Override
        public String name() {
            return "primary";
        }

        @Override
        public String model(Feature feature) {
            return "m";
        }

        @Override
        public Answer answer(Question question, CallLog log) {
            throw new UnsupportedOperationException();
        }
    }
}
