package dev.warren.intake.mapping;

import java.util.List;

/**
 * A pattern of routing keys as in AMQP's topic exchanges: words between dots, {@code *} for any one word, {@code #} for
 * any number of words, none included.
 */
final class TopicPattern {

    private static final String ONE = "*";
    private static final String ANY = "#";

    private final List<String> words;

    TopicPattern(String pattern) {
        this.words = words(pattern);
    }

    /** Whether the routing key fits. */
    boolean matches(String routingKey) {
        return matches(words, words(routingKey));
    }

    private static boolean matches(List<String> pattern, List<String> key) {
        if (pattern.isEmpty()) {
            return key.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        if (pattern.getFirst().equals(ANY)) {
            return matches(rest, key) || (!key.isEmpty() && matches(pattern, key.subList(1, key.size())));
        }
        return !key.isEmpty()
                && (pattern.getFirst().equals(ONE) || pattern.getFirst().equals(key.getFirst()))
                && matches(rest, key.subList(1, key.size()));
    }

    private static List<String> words(String key) {
        return key.isEmpty() ? List.of() : List.of(key.split("\\.", -1));
    }
}
