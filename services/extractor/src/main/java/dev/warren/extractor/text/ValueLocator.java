package dev.warren.extractor.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.extractor.schema.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds values in one text: words whatever their case and the space between them, numbers and dates in whatever way
 * they are written. The time is linear in the length of the text. Not thread-safe.
 */
public final class ValueLocator {

    private final String text;
    private final WordIndex words;
    private List<Mention<BigDecimal>> numbers;
    private List<Mention<LocalDate>> dates;

    /** For the text. */
    public ValueLocator(String text) {
        this.text = text;
        this.words = new WordIndex(text);
    }

    /** The first place that says the value, which fits the type. */
    public Optional<Location> find(JsonNode value, FieldType type) {
        return switch (type) {
            case NUMBER, INTEGER -> findAmong(numbers(), number -> number.compareTo(value.decimalValue()) == 0);
            case DATE -> findAmong(dates(), LocalDate.parse(value.asText())::equals);
            default -> words.find(value.asText()).map(it -> Location.of(text, it.start(), it.end()));
        };
    }

    private <T> Optional<Location> findAmong(List<Mention<T>> mentions, Predicate<? super T> isTheValue) {
        return mentions.stream()
                .filter(mention -> mention.readings().stream().anyMatch(isTheValue))
                .findFirst()
                .map(it -> Location.of(text, it.start(), it.end()));
    }

    private List<Mention<BigDecimal>> numbers() {
        numbers = numbers == null ? NumberMentions.of(text) : numbers;
        return numbers;
    }

    private List<Mention<LocalDate>> dates() {
        dates = dates == null ? DateMentions.of(text) : dates;
        return dates;
    }
}
