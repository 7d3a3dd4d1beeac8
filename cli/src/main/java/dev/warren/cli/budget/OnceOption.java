package dev.warren.cli.budget;

import picocli.CommandLine.Option;

/** {@code --once}, for scripts that may run twice. */
final class OnceOption {

    @Option(
            names = "--once",
            paramLabel = "KEY",
            description = "A key of your own: the same command with the same key is carried out once.")
    private String key;

    String key() {
        return key;
    }
}
