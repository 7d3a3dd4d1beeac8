package dev.warren.extractor.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.warren.extractor.schema.Field;
import dev.warren.extractor.schema.FieldType;
import dev.warren.extractor.text.DateMentions;
import dev.warren.extractor.text.Mention;
import dev.warren.extractor.text.NumberMentions;
import dev.warren.extractor.text.ValueLocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What in a text may be the value of a field. */
final class Candidates {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST = 1000;
    private static final int NEAR = 60;
    private static final int SHORTEST_WORD = 3;
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}");
    private static final Pattern MONEY_BEFORE = Pattern.compile("(?:[€$£¥]|\\b[A-Z]{3})\\s?$");
    private static final Pattern MONEY_AFTER = Pattern.compile("^\\s?(?:[€$£¥]|[A-Z]{3}\\b)");

    private Candidates() {}

    /** All that fit, each once. */
    static Stream<JsonNode> all(String text, Field field) {
        return mentions(text, field).stream()
                .map(mention -> mention.readings().getFirst())
                .distinct();
    }

    /**
     * Those after a word of the field's name on the same line, or else those that need no name. Of options, one that
     * the text names alone: which of several is meant, no rule can say.
     */
    static List<JsonNode> best(String text, Field field) {
        List<JsonNode> named = named(text, field);
        if (!named.isEmpty()) {
            return named;
        }
        List<Mention<JsonNode>> found = mentions(text, field);
        if (field.type() == FieldType.CHOICE && found.size() > 1) {
            return List.of();
        }
        return found.stream()
                .filter(mention -> !field.type().isNumber() || isMoney(text, mention))
                .map(mention -> mention.readings().getFirst())
                .toList();
    }

    /** Those after a word of the field's name on the same line; for a pattern, all. */
    static List<JsonNode> named(String text, Field field) {
        List<String> words = words(field.name());
        return mentions(text, field).stream()
                .filter(mention -> field.pattern() != null || isAfter(words, text, mention))
                .map(mention -> mention.readings().getFirst())
                .toList();
    }

    private static List<Mention<JsonNode>> mentions(String text, Field field) {
        if (field.pattern() != null) {
            return matches(text, Pattern.compile(withoutAnchors(field.pattern())));
        }
        return switch (field.type()) {
            case EMAIL -> matches(text, EMAIL);
            case CHOICE -> options(text, field);
            case DATE -> certain(DateMentions.of(text).stream(), date -> JSON.textNode(date.toString()));
            case INTEGER ->
                certain(
                        NumberMentions.of(text).stream()
                                .filter(it -> it.readings().getFirst().scale() == 0),
                        number -> JSON.numberNode(number.toBigInteger()));
            case NUMBER -> certain(NumberMentions.of(text).stream(), JSON::numberNode);
            default -> List.of();
        };
    }

    /** A number keeps its likeliest reading, a date must have one only. */
    private static <T> List<Mention<JsonNode>> certain(Stream<Mention<T>> mentions, Function<T, JsonNode> json) {
        return mentions.limit(MOST)
                .filter(it -> it.readings().size() == 1 || it.readings().getFirst() instanceof Number)
                .map(it -> new Mention<>(
                        it.start(), it.end(), List.of(json.apply(it.readings().getFirst()))))
                .toList();
    }

    private static List<Mention<JsonNode>> matches(String text, Pattern pattern) {
        List<Mention<JsonNode>> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (found.size() < MOST && matcher.find()) {
            if (!matcher.group().isEmpty()) {
                found.add(new Mention<>(matcher.start(), matcher.end(), List.of(JSON.textNode(matcher.group()))));
            }
        }
        return found;
    }

    private static List<Mention<JsonNode>> options(String text, Field field) {
        ValueLocator locator = new ValueLocator(text);
        return field.options().stream()
                .map(JSON::textNode)
                .filter(option -> locator.find(option, field.type()).isPresent())
                .map(option -> new Mention<JsonNode>(0, 0, List.of(option)))
                .toList();
    }

    private static boolean isAfter(List<String> words, String text, Mention<JsonNode> mention) {
        int begin = Math.max(text.lastIndexOf('\n', Math.max(0, mention.start() - 1)) + 1, mention.start() - NEAR);
        String before = text.substring(Math.min(begin, mention.start()), mention.start())
                .toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(before::contains);
    }

    private static boolean isMoney(String text, Mention<JsonNode> mention) {
        String before = text.substring(Math.max(0, mention.start() - SHORTEST_WORD - 1), mention.start());
        String after = text.substring(mention.end(), Math.min(text.length(), mention.end() + SHORTEST_WORD + 2));
        return MONEY_BEFORE.matcher(before).find() || MONEY_AFTER.matcher(after).find();
    }

    /** {@code dueDate} has "due" and "date". */
    private static List<String> words(String name) {
        return Stream.of(name.split("(?<=[a-z0-9])(?=[A-Z])|[_-]", -1))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= SHORTEST_WORD && !word.equals("date"))
                .toList();
    }

    private static String withoutAnchors(String pattern) {
        return pattern.replaceFirst("^\\^", "").replaceFirst("(?<!\\\\)\\$$", "");
    }
}
