package dev.warren.costledger.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Reads moments. */
public final class TimeParameter {

    /** Both forms begin so; what is outside of four-digit years is no moment of the ledger. */
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** What a plus sign means in a URL. */
    private static final char UNESCAPED_PLUS = ' ';

    private TimeParameter() {}

    /**
     * Reads a date, which is its first moment in UTC, or a time with offset.
     *
     * @throws IllegalArgumentException saying what is wanted
     */
    public static Instant of(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return date(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            if (DATE.matcher(text).lookingAt()) {
                return OffsetDateTime.parse(text.replace(UNESCAPED_PLUS, '+')).toInstant();
            }
        } catch (DateTimeException e) {
            // said below, as for what does not even begin like a date
        }
        throw new IllegalArgumentException(
                "must be a date or a time with offset, for example 2026-11-01 or 2026-11-01T00:00:00Z");
    }

    /**
     * Reads a date.
     *
     * @throws IllegalArgumentException saying what is wanted
     */
    public static LocalDate date(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // said below, as for what does not even look like a date
        }
        throw new IllegalArgumentException("must be a date, for example 2026-11-20");
    }
}
