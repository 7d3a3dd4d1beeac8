package dev.warren.costledger.budgets.definition;

import dev.warren.costledger.budgets.model.BudgetPeriod;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length of a rolling period as people write it: {@code 90m}, {@code 24h}, {@code 7d}. */
final class PeriodLength {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([mhd])");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private PeriodLength() {}

    /**
     * Reads the forms above, and those of ISO 8601.
     *
     * @throws IllegalArgumentException if it is none, or none that a period may have
     */
    static Duration of(String text) {
        Duration length = parse(text);
        if (length.compareTo(BudgetPeriod.SHORTEST) < 0
                || length.compareTo(BudgetPeriod.LONGEST) > 0
                || !length.equals(MINUTE.multipliedBy(length.toMinutes()))) {
            throw new IllegalArgumentException("must be whole minutes, from 1m to 366d");
        }
        return length;
    }

    /** In the largest unit that it is a multiple of. */
    static String text(Duration length) {
        if (length.equals(Duration.ofDays(length.toDays()))) {
            return length.toDays() + "d";
        }
        return length.equals(Duration.ofHours(length.toHours())) ? length.toHours() + "h" : length.toMinutes() + "m";
    }

    private static Duration parse(String text) {
        Matcher parts = SHORT.matcher(text);
        if (!parts.matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("must be such as 90m, 24h or 7d", e);
            }
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
