package dev.warren.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Faults of settings below one key, collected before they are thrown. Not thread-safe. */
public final class SettingsFaults {

    private final String prefix;
    private final List<String> sentences = new ArrayList<>();

    /** For keys that begin with the prefix. */
    public SettingsFaults(String prefix) {
        this.prefix = prefix;
    }

    /** Notes a fault unless it holds. */
    public SettingsFaults demand(boolean holds, String key, String message) {
        if (!holds) {
            sentences.add(prefix + key + " " + message);
        }
        return this;
    }

    /** Notes a fault unless the duration is longer than nothing. */
    public SettingsFaults positive(String key, Duration value) {
        return demand(value.isPositive(), key, "must be positive, not " + value);
    }

    /** Notes a fault unless the number is at least 1. */
    public SettingsFaults atLeastOne(String key, long value) {
        return demand(value >= 1, key, "must be at least 1, not " + value);
    }

    /**
     * Ends the check.
     *
     * @throws IllegalArgumentException if there are faults, with one on a line
     */
    public void throwIfAny() {
        if (!sentences.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", sentences));
        }
    }
}
