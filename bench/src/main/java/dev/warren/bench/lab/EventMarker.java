package dev.warren.bench.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an event's text names the event, so that a provider knows which one it is asked about. */
final class EventMarker {

    private static final Pattern REFERENCE = Pattern.compile("order <([\\w-]+)>");

    private EventMarker() {}

    static String to(String event) {
        return "order <" + event + ">";
    }

    /** The event that a text names; empty where it names none. */
    static String in(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
