package dev.warren.aiconsumer.replay;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a replay waits for at the moment, in words for a person. Thread-safe. */
final class Waits {

    private final Map<Object, String> reasons = new ConcurrentHashMap<>();

    /** Somebody waits. */
    void begin(Object who, String why) {
        reasons.put(who, why);
    }

    /** He no longer does; nothing happens if he did not. */
    void end(Object who) {
        reasons.remove(who);
    }

    /** One of the reasons. */
    Optional<String> any() {
        return reasons.values().stream().findFirst();
    }
}
