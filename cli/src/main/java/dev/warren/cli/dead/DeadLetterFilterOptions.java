package dev.warren.cli.dead;

import dev.warren.cli.session.SuiteService;
import java.util.List;
import picocli.CommandLine.Option;

/** Which dead letters are meant, where not all are. */
final class DeadLetterFilterOptions {

    @Option(names = "--service", paramLabel = "NAME", description = "Only those of this service.")
    private SuiteService service;

    @Option(
            names = "--feature",
            paramLabel = "NAME",
            description = "Only those of this feature; empty for those without one.")
    private String feature;

    @Option(names = "--reason", paramLabel = "WORD", description = "Only those with this reason.")
    private String reason;

    List<SuiteService> services() {
        return service == null ? SuiteService.ALL : List.of(service);
    }

    String feature() {
        return feature;
    }

    String reason() {
        return reason;
    }

    boolean namesGroup() {
        return feature != null || reason != null;
    }

    boolean admits(DeadLetterGroupInfo group) {
        return (feature == null || group.isAbout(feature)) && (reason == null || reason.equals(group.reason()));
    }
}
