package dev.warren.cli;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The services of the suite, and where each answers. */
public enum Service {
    INTAKE("intake", 8081),
    CLASSIFIER("classifier", 8082),
    SUMMARIZER("summarizer", 8083),
    NOTIFIER("notifier", 8084),
    LEDGER("cost-ledger", 8085);

    /** All of them. */
    public static final List<Service> ALL = List.of(values());

    /** Those that ask models. */
    public static final List<Service> AI_CONSUMERS = List.of(CLASSIFIER, SUMMARIZER);

    private static final String PORT_OFFSET = "WARREN_PORT_OFFSET";

    private final String title;
    private final int port;

    Service(String title, int port) {
        this.title = title;
        this.port = port;
    }

    /** Its name in the launcher, in messages and in queues. */
    public String title() {
        return title;
    }

    /**
     * The service of a name.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static Service named(String title) {
        return ALL.stream()
                .filter(service -> service.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + title + "' is none of " + titles()));
    }

    private static String titles() {
        return String.join(", ", Arrays.stream(values()).map(Service::title).toList());
    }

    /**
     * Its address: {@code WARREN_<NAME>_URL}, else where the launcher puts it, moved by {@code WARREN_PORT_OFFSET}.
     *
     * @throws IllegalArgumentException naming the variable that is neither an address nor a number
     */
    URI address(Map<String, String> environment) {
        String variable = "WARREN_" + title.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
        String given = environment.getOrDefault(variable, "");
        if (given.isEmpty()) {
            return URI.create("http://127.0.0.1:" + (port + offset(environment)));
        }
        if (!given.matches("https?://[^/\\s]+/?")) {
            throw new IllegalArgumentException(variable + " is '" + given + "', not http(s)://host:port");
        }
        return URI.create(given);
    }

    private static int offset(Map<String, String> environment) {
        String given = environment.getOrDefault(PORT_OFFSET, "");
        try {
            return given.isEmpty() ? 0 : Integer.parseInt(given);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PORT_OFFSET + " is '" + given + "', not a number", e);
        }
    }
}
