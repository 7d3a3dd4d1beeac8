package dev.warren.cli.budget;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment to come, as a person writes it: a time, the beginning of a day in UTC, or how long from now. */
final class FutureTime {

    private static final Pattern FROM_NOW = Pattern.compile("(\\d{1,6})([mhd])");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private FutureTime() {}

    /**
     * Reads {@code 2026-12-01T10:00:00Z}, {@code 2026-12-01}, {@code 30m}, {@code 24h} or {@code 7d}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static Instant of(String text, Instant now) {
        Matcher fromNow = FROM_NOW.matcher(text);
        if (fromNow.matches()) {
            return now.plus(duration(Long.parseLong(fromNow.group(1)), fromNow.group(2)))
                    .truncatedTo(ChronoUnit.SECONDS);
        }
        try {
            return DAY.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time; write 2026-12-01T10:00:00Z, 2026-12-01 (UTC) or 24h (from now)", e);
        }
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
