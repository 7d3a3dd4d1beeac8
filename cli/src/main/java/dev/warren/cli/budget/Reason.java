package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Operator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who does it and why, for the audit. */
final class Reason {

    @Mixin
    private Operator by;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why, for the audit.")
    private String why;

    String who() {
        return by.name();
    }

    String why() {
        return why;
    }

    void putInto(ObjectNode order) {
        order.put("who", who()).put("why", why);
    }
}
