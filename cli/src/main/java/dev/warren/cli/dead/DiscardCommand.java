package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Answers;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Operator;
import dev.warren.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead discard}: throws letters away; the history keeps them, with the note. */
@Command(
        name = "discard",
        description = "Throws dead letters away. The history keeps them for a while, with who did it and why.")
final class DiscardCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Selection selection;

    @Mixin
    private Operator by;

    @Option(names = "--note", required = true, paramLabel = "TEXT", description = "Why, for the record.")
    private String note;

    @Mixin
    private JsonOption json;

    DiscardCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode order = Json.MAPPER.createObjectNode();
        order.set("select", selection.json());
        order.put("by", by.name()).put("note", note);
        Answers<JsonNode> answers = session.suite().ask(selection.services(), service -> session.suite()
                .post(service, DeadCommand.PATH + "/discard", order));
        Receipt receipt = Receipt.of(answers, "discarded", selection.named());
        if (json.wanted()) {
            session.screen().json(receipt.json());
        } else {
            receipt.lines().forEach(session.screen()::line);
        }
        return Math.max(receipt.exitCode(session.screen()), answers.report(session.screen()));
    }
}
