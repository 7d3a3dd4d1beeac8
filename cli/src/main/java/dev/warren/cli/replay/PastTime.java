package dev.warren.cli.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as a person writes it: a time, a day in UTC, or how long ago. */
final class PastTime {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private PastTime() {}

    /**
     * Reads {@code 2026-11-19T10:00:00Z}, {@code 2026-11-19T11:00:00+01:00}, {@code 2026-11-19}, {@code 30m},
     * {@code 24h}, {@code 7d} or {@code now}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static Instant of(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (text.equals("now")) {
            return now;
        }
        if (ago.matches()) {
            return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        try {
            return DAY.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time; write 2026-11-19T10:00:00Z, 2026-11-19 (UTC), 24h (ago) or now", e);
        }
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
