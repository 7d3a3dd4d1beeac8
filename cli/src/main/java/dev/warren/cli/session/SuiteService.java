package dev.warren.cli.session;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The services of the suite, and where each answers: the launcher says so of those that it runs. */
public enum SuiteService {
    INTAKE("intake"),
    CLASSIFIER("classifier"),
    SUMMARIZER("summarizer"),
    NOTIFIER("notifier"),
    LEDGER("cost-ledger");

    /** All of them. */
    public static final List<SuiteService> ALL = List.of(values());

    /** Those that ask models. */
    public static final List<SuiteService> AI_CONSUMERS = List.of(CLASSIFIER, SUMMARIZER);

    private final String title;

    SuiteService(String title) {
        this.title = title;
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
    public static SuiteService named(String title) {
        return ALL.stream()
                .filter(service -> service.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + title + "' is none of " + titles()));
    }

    private static String titles() {
        return String.join(
                ", ", Arrays.stream(values()).map(SuiteService::title).toList());
    }

    /** The variable that names its address. */
    String variable() {
        return "WARREN_" + title.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }

    /**
     * Its address; empty where the environment has none, because what answers at the usual port may be another suite's.
     *
     * @throws IllegalArgumentException naming the variable that is no address
     */
    Optional<URI> address(Map<String, String> environment) {
        String given = environment.getOrDefault(variable(), "");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (!given.matches("https?://[^/\\s]+/?")) {
            throw new IllegalArgumentException(variable() + " is '" + given + "', not http(s)://host:port");
        }
        return Optional.of(URI.create(given));
    }
}
