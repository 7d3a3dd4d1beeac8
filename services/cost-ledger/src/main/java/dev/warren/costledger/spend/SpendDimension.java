package dev.warren.costledger.spend;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What entries can be grouped by. The only place where a word of a request becomes SQL: by being the name of a constant
 * here.
 */
enum SpendDimension {
    USER("user", "userid"),
    TEAM("team", "nullif(team, '')"),
    FEATURE("feature", "feature"),
    PROVIDER("provider", "provider"),
    MODEL("model", "model"),
    EVENT_TYPE("eventType", "event_type"),
    /** The calendar day of the call in the time zone {@code :tz}. */
    DAY("day", "cast(cast(called_at at time zone :tz as date) as text)"),
    /** The first moment of the hour of the call, as clocks in the time zone {@code :tz} count hours. */
    HOUR("hour", "to_char(date_trunc('hour', called_at, :tz) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"),
    /** Makes no groups of its own, because amounts of two currencies are never in one group anyway. */
    CURRENCY("currency", "currency");

    private final String word;
    private final String column;

    SpendDimension(String word, String column) {
        this.word = word;
        this.column = column;
    }

    /** The word used in requests and answers. */
    String word() {
        return word;
    }

    /** The SQL expression over {@code spend_fact}: text, sorted alike by every database. */
    String column() {
        return column + " collate \"C\"";
    }

    /** Whether it depends on when a call was made. */
    boolean isOfTime() {
        return this == DAY || this == HOUR;
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException naming the words there are
     */
    static SpendDimension of(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is none of %s".formatted(word, words())));
    }

    private static String words() {
        return Arrays.stream(values()).map(SpendDimension::word).collect(Collectors.joining(", "));
    }
}
