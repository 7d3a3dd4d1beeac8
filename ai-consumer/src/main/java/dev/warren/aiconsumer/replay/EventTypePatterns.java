package dev.warren.aiconsumer.replay;

/** CloudEvents types and patterns of them, which end in {@code *}. */
final class EventTypePatterns {

    private static final String ANY_REST = "*";

    private EventTypePatterns() {}

    static boolean matches(String pattern, String type) {
        return isPattern(pattern) ? type.startsWith(stem(pattern)) : type.equals(pattern);
    }

    /** Whether there can be a type that both match. */
    static boolean overlap(String one, String other) {
        if (isPattern(one) && isPattern(other)) {
            return stem(one).startsWith(stem(other)) || stem(other).startsWith(stem(one));
        }
        return isPattern(one) ? matches(one, other) : matches(other, one);
    }

    /** Whether a {@code *} is at its end or nowhere. */
    static boolean isWellFormed(String pattern) {
        int star = pattern.indexOf(ANY_REST);
        return !pattern.isBlank() && (star < 0 || star == pattern.length() - 1);
    }

    private static boolean isPattern(String type) {
        return type.endsWith(ANY_REST);
    }

    private static String stem(String pattern) {
        return pattern.substring(0, pattern.length() - ANY_REST.length());
    }
}
