package dev.warren.cli.text;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in the two largest units that matter. */
public final class Age {

    private Age() {}

    /**
     * For example {@code 12 s}, {@code 4 min}, {@code 3 h 20 min}, {@code 2 d 4 h}; the future is {@code 0 s}; empty
     * for null.
     */
    public static String of(Instant then, Instant now) {
        if (then == null) {
            return "";
        }
        Duration age = Duration.between(then, now);
        if (age.isNegative()) {
            return "0 s";
        }
        if (age.toMinutes() == 0) {
            return age.toSeconds() + " s";
        }
        if (age.toHours() == 0) {
            return age.toMinutes() + " min";
        }
        return age.toDays() == 0
                ? age.toHours() + " h " + age.toMinutesPart() + " min"
                : age.toDays() + " d " + age.toHoursPart() + " h";
    }
}
