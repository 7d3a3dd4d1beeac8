package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The dead letters that something is done with: some by their keys, a group, or all. Never all by accident. */
final class DeadLetterSelection {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(paramLabel = "KEY", arity = "0..*", description = "Keys, as ./warren dead list --letters shows them.")
    private Set<String> keys = new LinkedHashSet<>();

    @Mixin
    private DeadLetterFilterOptions filter;

    @Option(names = "--all", description = "All dead letters, or with --service all of that service.")
    private boolean all;

    List<SuiteService> services() {
        return filter.services();
    }

    /** How many letters are named one by one. */
    int named() {
        return keys.size();
    }

    /**
     * The selection as the services read it.
     *
     * @throws ParameterException unless it is made in exactly one way
     */
    ObjectNode json() {
        long ways = Stream.of(!keys.isEmpty(), filter.namesGroup(), all)
                .filter(Boolean::booleanValue)
                .count();
        if (ways != 1) {
            throw new ParameterException(
                    command.commandLine(), "Select dead letters: either KEY..., or --feature and --reason, or --all.");
        }
        ObjectNode select = ServiceJson.MAPPER.createObjectNode();
        if (all) {
            return select.put("all", true);
        }
        if (!keys.isEmpty()) {
            keys.forEach(select.putArray("keys")::add);
            return select;
        }
        putUnlessNull(select, "feature", filter.feature());
        putUnlessNull(select, "reason", filter.reason());
        return select;
    }

    private static void putUnlessNull(ObjectNode select, String name, String value) {
        if (value != null) {
            select.put(name, value);
        }
    }
}
