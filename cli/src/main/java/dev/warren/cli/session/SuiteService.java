package dev.warren.cli.session;

import dev.warren.suite.ServiceList;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A service of the suite, and where it answers: the launcher says so of those that it runs.
 *
 * @param title its name in the launcher, in messages and in queues
 */
public record SuiteService(String title) {

    private static final ServiceList LIST = ServiceList.packaged();

    /** All of them. */
    public static final List<SuiteService> ALL = named(LIST.names());

    /** Those that ask models. */
    public static final List<SuiteService> AI_CONSUMERS = named(LIST.aiConsumers());

    /** The one that delivers results, and keeps the history of dead letters. */
    public static final SuiteService NOTIFIER = named("notifier");

    /** The one that has spend, prices and budgets. */
    public static final SuiteService LEDGER = named("cost-ledger");

    /**
     * The service of a name.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static SuiteService named(String title) {
        return new SuiteService(LIST.named(title).name());
    }

    private static List<SuiteService> named(List<String> titles) {
        return titles.stream().map(SuiteService::new).toList();
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
