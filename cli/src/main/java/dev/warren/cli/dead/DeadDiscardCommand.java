package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.OperatorName;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead discard}: throws letters away; the history keeps them, with the note. */
@Command(
        name = "discard",
        description = "Discards dead letters. The history keeps them for 90 days, with who discarded them and why.")
final class DeadDiscardCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Mixin
    private DeadLetterSelection selection;

    @Mixin
    private OperatorName by;

    @Option(
            names = "--note",
            required = true,
            paramLabel = "TEXT",
            description = "The reason, for the log of dead letters.")
    private String note;

    @Mixin
    private JsonOption json;

    DeadDiscardCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        ObjectNode order = ServiceJson.MAPPER.createObjectNode();
        order.set("select", selection.json());
        order.put("by", by.name()).put("note", note);
        ServiceResponses<JsonNode> responses = commandContext
                .suite()
                .ask(
                        selection.services(),
                        service -> commandContext.suite().post(service, DeadCommand.PATH + "/discard", order));
        DeadLetterActionResult deadLetterActionResult =
                DeadLetterActionResult.of(responses, "discarded", selection.named());
        if (json.wanted()) {
            commandContext.screen().json(deadLetterActionResult.json());
        } else {
            deadLetterActionResult.lines().forEach(commandContext.screen()::line);
        }
        return Math.max(
                deadLetterActionResult.exitCode(commandContext.screen()), responses.report(commandContext.screen()));
    }
}
