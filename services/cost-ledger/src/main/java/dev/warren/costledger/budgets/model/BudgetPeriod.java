package dev.warren.costledger.budgets.model;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * How long a budget's limit is for. Calendar periods begin with the hour, the day, Monday or the month in the given
 * zone. A rolling period is always the last {@code length}, in steps of a sixtieth of it.
 *
 * @param unit what kind of period
 * @param length of a rolling period; null otherwise
 * @param zone of a calendar period; UTC otherwise
 */
public record BudgetPeriod(Unit unit, Duration length, ZoneId zone) {

    /** The shortest rolling period. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest rolling period. */
    public static final Duration LONGEST = Duration.ofDays(366);

    public static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final int BUCKETS = 60;

    /** The kinds of periods. */
    public enum Unit {
        /** From one full hour to the next. */
        HOUR,
        /** From midnight to midnight. */
        DAY,
        /** From Monday to Monday. */
        WEEK,
        /** From the first of a month to the first of the next. */
        MONTH,
        /** The time until now, of a given length. */
        ROLLING,
        /** All time: the budget is spent once. */
        TOTAL;

        /** The word used in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads {@link #word()}.
         *
         * @throws IllegalArgumentException if it is none
         */
        public static Unit of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        private LocalDateTime begin(LocalDateTime time) {
            return switch (this) {
                case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
                case WEEK -> time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
                default -> time.truncatedTo(ChronoUnit.DAYS);
            };
        }

        private LocalDateTime next(LocalDateTime begin) {
            return switch (this) {
                case HOUR -> begin.plusHours(1);
                case WEEK -> begin.plusWeeks(1);
                case MONTH -> begin.plusMonths(1);
                default -> begin.plusDays(1);
            };
        }
    }

    /** When the period that contains a moment began; null for one that has no beginning. */
    public Instant start(Instant at) {
        return isCalendar() ? date(at).atZone(zone).toInstant() : null;
    }

    /** When the period that contains a moment ends; null for one that does not end as a whole. */
    public Instant end(Instant at) {
        return isCalendar() ? unit.next(date(at)).atZone(zone).toInstant() : null;
    }

    /**
     * How long a limit may be higher from a moment on for the difference to be spent once and not again. Null where
     * there is one period only.
     */
    public Instant spendableUntil(Instant at) {
        return isRolling() ? at.plus(length) : end(at);
    }

    /**
     * How long a limit has to be lower from a moment on for the difference to be missing once: until nothing that was
     * spent before counts any more. Null where there is one period only.
     */
    public Instant missingUntil(Instant at) {
        return isRolling() ? at.plus(length).plusSeconds(slot()) : end(at);
    }

    /** Whether there is one period after the other. */
    boolean isCalendar() {
        return unit != Unit.ROLLING && unit != Unit.TOTAL;
    }

    public boolean isRolling() {
        return unit == Unit.ROLLING;
    }

    /** The beginning of the bucket into which something of a moment is counted. */
    public Instant bucket(Instant at) {
        return switch (unit) {
            case TOTAL -> Instant.EPOCH;
            case ROLLING -> Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), slot()) * slot());
            default -> start(at);
        };
    }

    /**
     * The beginning of the first bucket that counts at a moment. Of a rolling period, it is one that has not left the
     * window as a whole: a call counts for up to a sixtieth too long and never too short.
     */
    public Instant first(Instant now) {
        return isRolling() ? bucket(now.minus(length)) : bucket(now);
    }

    /** The beginning of the first bucket that does not count yet. */
    public Instant next(Instant now) {
        return isCalendar() ? end(now) : FOR_EVER;
    }

    /** The length of a rolling period's buckets in seconds. */
    public long slot() {
        return Math.ceilDiv(length.toSeconds(), BUCKETS);
    }

    private LocalDateTime date(Instant at) {
        return unit.begin(LocalDateTime.ofInstant(at, zone));
    }
}
