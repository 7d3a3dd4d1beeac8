package dev.warren.modelchain.turn;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads when a server wants to be asked again, in each form that providers use: {@code Retry-After} (RFC 9110) with
 * seconds, parts of seconds too, or a date; the same in milliseconds; and the end of a limit, as {@code 6m0s}, seconds
 * or a time.
 */
public final class RetryAfterHeader {

    private static final List<String> IN_MILLIS = List.of("retry-after-ms", "x-ms-retry-after-ms");
    private static final String RETRY_AFTER = "retry-after";

    /** When a limit ends, and how much of it is left. */
    private static final Map<String, String> LIMITS = Map.of(
            "x-ratelimit-reset-requests", "x-ratelimit-remaining-requests",
            "x-ratelimit-reset-tokens", "x-ratelimit-remaining-tokens",
            "anthropic-ratelimit-requests-reset", "anthropic-ratelimit-requests-remaining",
            "anthropic-ratelimit-tokens-reset", "anthropic-ratelimit-tokens-remaining",
            "x-ratelimit-reset", "x-ratelimit-remaining",
            "ratelimit-reset", "ratelimit-remaining");

    private static final int LONGEST = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|us|µs|ns|d|h|m|s)");
    private static final Pattern AMOUNTS = Pattern.compile("(?:" + AMOUNT.pattern() + ")+");
    private static final Map<String, Duration> UNITS = Map.of(
            "d", Duration.ofDays(1),
            "h", Duration.ofHours(1),
            "m", Duration.ofMinutes(1),
            "s", Duration.ofSeconds(1),
            "ms", Duration.ofMillis(1),
            "us", Duration.ofNanos(1000),
            "µs", Duration.ofNanos(1000),
            "ns", Duration.ofNanos(1));

    /** From here on, a number of seconds is a time and not a length of time. */
    private static final BigDecimal FIRST_TIME = BigDecimal.valueOf(1_000_000_000L);

    /** From here on, it is a time in milliseconds. */
    private static final BigDecimal FIRST_TIME_IN_MILLIS = BigDecimal.valueOf(1_000_000_000_000L);

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.US), // RFC 850
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC)); // asctime

    private RetryAfterHeader() {}

    /**
     * How long to wait from now on; empty where no header says so, or a time that has passed. What the server asks for
     * itself goes before the end of a limit.
     *
     * @param headers by name; null where there is none of that name
     */
    public static Optional<Duration> in(UnaryOperator<String> headers, Instant now) {
        return millis(headers)
                .or(() -> value(headers, RETRY_AFTER).flatMap(value -> parsed(value, now)))
                .or(() -> endOfLimit(headers, now))
                .filter(Duration::isPositive);
    }

    /** How long to wait from now on; empty where the value says nothing, or a time that has passed. */
    public static Optional<Duration> read(String value, Instant now) {
        return parsed(value, now).filter(Duration::isPositive);
    }

    private static Optional<Duration> millis(UnaryOperator<String> headers) {
        return IN_MILLIS.stream()
                .flatMap(name -> value(headers, name).stream())
                .map(String::strip)
                .filter(NUMBER.asMatchPredicate())
                .findFirst()
                .map(value -> seconds(new BigDecimal(value).movePointLeft(3)));
    }

    /** Of the limits that are used up, or of those that do not say so where none is, the one that ends last. */
    private static Optional<Duration> endOfLimit(UnaryOperator<String> headers, Instant now) {
        Predicate<String> usedUp = reset -> value(headers, LIMITS.get(reset))
                .map(String::strip)
                .filter("0"::equals)
                .isPresent();
        return longest(headers, now, usedUp)
                .or(() -> longest(
                        headers, now, reset -> value(headers, LIMITS.get(reset)).isEmpty()));
    }

    private static Optional<Duration> longest(UnaryOperator<String> headers, Instant now, Predicate<String> which) {
        return LIMITS.keySet().stream()
                .filter(which)
                .flatMap(reset -> value(headers, reset).stream())
                .flatMap(value -> parsed(value, now).stream())
                .max(Comparator.naturalOrder());
    }

    private static Optional<String> value(UnaryOperator<String> headers, String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    private static Optional<Duration> parsed(String value, Instant now) {
        String stripped = value.strip();
        if (stripped.length() > LONGEST) {
            return Optional.empty();
        }
        if (NUMBER.matcher(stripped).matches()) {
            return Optional.of(number(new BigDecimal(stripped), now));
        }
        return AMOUNTS.matcher(stripped).matches() ? Optional.of(sum(stripped)) : until(stripped, now);
    }

    private static Duration number(BigDecimal number, Instant now) {
        if (number.compareTo(FIRST_TIME_IN_MILLIS) >= 0) {
            return Duration.between(now, Instant.ofEpochMilli(number.longValue()));
        }
        return number.compareTo(FIRST_TIME) >= 0
                ? Duration.between(now, Instant.ofEpochSecond(number.longValue()))
                : seconds(number);
    }

    private static Duration seconds(BigDecimal seconds) {
        long whole = seconds.longValue();
        return Duration.ofSeconds(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private static Duration sum(String amounts) {
        return AMOUNT.matcher(amounts)
                .results()
                .map(amount -> seconds(new BigDecimal(amount.group(1)).multiply(seconds(UNITS.get(amount.group(2))))))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static BigDecimal seconds(Duration unit) {
        return BigDecimal.valueOf(unit.toNanos()).movePointLeft(9);
    }

    private static Optional<Duration> until(String date, Instant now) {
        return DATES.stream()
                .flatMap(form -> time(date, form).stream())
                .findFirst()
                .map(it -> Duration.between(now, it));
    }

    private static Optional<Instant> time(String date, DateTimeFormatter form) {
        try {
            return Optional.of(form.parse(date, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
