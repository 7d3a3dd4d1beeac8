package dev.warren.cli.budget;

import picocli.CommandLine.Option;

/** {@code --once}, for scripts that may run twice. */
final class OnceOption {

    @Option(
            names = "--once",
            paramLabel = "KEY",
            description = "An idempotency key: a command with the same key runs once.")
    private String key;

    String key() {
        return key;
    }
}
