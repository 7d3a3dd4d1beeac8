package dev.warren.cli.session;

import picocli.CommandLine.Option;

/** Who does it, for the record. */
public final class OperatorName {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who does this, for the audit; default: ${DEFAULT-VALUE}.")
    private String name;

    /** Their name. */
    public String name() {
        return name;
    }
}
