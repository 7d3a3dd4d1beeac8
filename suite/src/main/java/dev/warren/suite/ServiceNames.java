package dev.warren.suite;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** What a service may be called, and what follows from its name. */
final class ServiceNames {

    /** Where the demo's stand-in for a model serves. */
    static final int DEMO_PORT = 8090;

    /** So that those of management, moved by the largest offset of the launcher, still are ports. */
    static final int HIGHEST_PORT = 8535;

    /** The form of a port, for people. */
    static final String PORTS = "a port from 1000 to " + HIGHEST_PORT;

    private static final int LONGEST = 24;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /**
     * Names that are something else on the broker, in the launcher's records and variables, below config/ or in Java.
     */
    private static final Set<String> TAKEN = Set.of(
            "admin",
            "amqp",
            "amqp-admin",
            "broker",
            "budgets",
            "build",
            "check",
            "database",
            "dev",
            "e2e",
            "epmd",
            "guest",
            "holder",
            "initdb",
            "packages",
            "postgres",
            "prices",
            "primary",
            "producer",
            "secondary",
            "unroutable",
            "warren");

    private ServiceNames() {}

    /** What is wrong with a name, if anything is. */
    static Optional<String> fault(String name) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            return Optional.of("is no name for a service: small letters and digits, words joined by hyphens, at most %d"
                    .formatted(LONGEST));
        }
        if (TAKEN.contains(name) || !SourceVersion.isName(packageOf(name))) {
            return Optional.of("is no name for a service: the word means something else");
        }
        return Optional.empty();
    }

    /** Its package below {@code dev.warren}. */
    static String packageOf(String name) {
        return name.replace("-", "");
    }
}
