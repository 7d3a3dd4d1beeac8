package dev.warren.cli.session;

import picocli.CommandLine.Option;

/** {@code --json}, for scripts. */
public final class JsonOption {

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    /** Whether the answer is for a program. */
    public boolean wanted() {
        return json;
    }
}
