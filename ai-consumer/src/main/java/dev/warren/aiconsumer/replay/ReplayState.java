package dev.warren.aiconsumer.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a replay is in its life. */
public enum ReplayState {
    /** It will go on by itself; what it waits for is said beside. */
    WAITING,
    /** Events are being worked on. */
    RUNNING,
    /** Every event of the period has an outcome. Final. */
    DONE,
    /** A person ended it; what was done stays. Final. */
    ABORTED,
    /** Its budget is used up; the events behind its position have no outcome. Final. */
    EXHAUSTED,
    /** It cannot go on; the reason is said beside. Final. */
    FAILED;

    /** The word used in JSON and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReplayState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more will happen. */
    public boolean isFinal() {
        return this != WAITING && this != RUNNING;
    }
}
