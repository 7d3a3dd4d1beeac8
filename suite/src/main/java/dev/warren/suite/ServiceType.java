package dev.warren.suite;

import java.util.List;
import java.util.regex.Pattern;

/** What a service is, from which most of what it needs is derived. */
public enum ServiceType {
    /** Handles events by calling models: it has a database and queues, and asks for holds. */
    AI_CONSUMER("ai-consumer", "400m", "results usage holds alerts", "events.log budgets.rules"),
    /** Anything else: what it needs is in the list. */
    SERVICE("service", "256m", "", "");

    private static final Pattern BLANK = Pattern.compile(" ");

    private final String title;
    private final String memory;
    private final String writes;
    private final String reads;

    ServiceType(String title, String memory, String writes, String reads) {
        this.title = title;
        this.memory = memory;
        this.writes = writes;
        this.reads = reads;
    }

    /** Its name in the list. */
    String title() {
        return title;
    }

    /** The largest heap, unless the list has another. */
    String memory() {
        return memory;
    }

    /** The exchanges that each of them publishes to. */
    List<String> writes() {
        return names(writes);
    }

    /** The streams that each of them follows. */
    List<String> reads() {
        return names(reads);
    }

    private static List<String> names(String joined) {
        return BLANK.splitAsStream(joined).filter(name -> !name.isEmpty()).toList();
    }
}
