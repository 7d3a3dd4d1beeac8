package dev.warren.modelchain.turn;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the header {@code Retry-After} (RFC 9110): seconds, or a date. */
public final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** How long to wait from now on; empty where the value says nothing, or a time that has passed. */
    public static Optional<Duration> read(String value, Instant now) {
        String stripped = value.strip();
        return Optional.of(SECONDS.matcher(stripped).matches() ? seconds(stripped) : until(stripped, now))
                .filter(Duration::isPositive);
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Duration until(String date, Instant now) {
        try {
            return Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}
