package dev.warren.cli.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who does it and why, for the audit. */
public final class ReasonOption {

    @Mixin
    private OperatorName by;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the audit.")
    private String why;

    /** Who does it. */
    public String who() {
        return by.name();
    }

    /** Why. */
    public String why() {
        return why;
    }

    /** Says both in an order. */
    public void putInto(ObjectNode order) {
        order.put("who", who()).put("why", why);
    }
}
