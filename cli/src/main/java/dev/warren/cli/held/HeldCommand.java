package dev.warren.cli.held;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.text.Age;
import dev.warren.cli.text.Counted;
import dev.warren.cli.text.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code held}: which events wait for a budget, in all AI consumers. */
@Command(
        name = "held",
        description = "Shows the events that wait for a budget: which budget, since when, and how much must be free.")
public final class HeldCommand implements Callable<Integer> {

    private static final String PATH = "/v1/held";

    private final CommandContext commandContext;

    @Mixin
    private JsonOption json;

    public HeldCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        ServiceResponses<JsonNode> responses = commandContext
                .suite()
                .ask(
                        SuiteService.AI_CONSUMERS,
                        service -> commandContext.suite().get(service, PATH));
        Collection<JsonNode> given = responses.given().values();
        if (json.wanted()) {
            ObjectNode document = ServiceJson.MAPPER.createObjectNode();
            document.putArray("services").addAll(given);
            document.set("missing", responses.missingAsJson());
            commandContext.screen().json(document);
        } else if (!given.isEmpty()) {
            commandContext.screen().line(text(given));
        }
        return responses.report(commandContext.screen());
    }

    private String text(Collection<JsonNode> given) {
        List<HeldGroupInfo> waiting = given.stream()
                .flatMap(answer -> ServiceJson.readAll(answer.path("waiting"), HeldGroupInfo.class).stream())
                .toList();
        long events = given.stream()
                .mapToLong(answer -> answer.path("events").asLong())
                .sum();
        if (waiting.isEmpty()) {
            return events == 0
                    ? "No event waits for a budget."
                    : Counted.of(events, "event") + " held; ask again in a moment for the list.";
        }
        return table(waiting);
    }

    private String table(List<HeldGroupInfo> waiting) {
        Instant now = commandContext.clock().instant();
        Table table = new Table()
                .left("BUDGET")
                .left("FOR")
                .left("FEATURE")
                .left("WHY")
                .right("EVENTS")
                .right("OLDEST")
                .right("NEEDED");
        waiting.forEach(one -> table.row(
                one.budget(),
                one.whom(),
                one.feature(),
                one.reason(),
                one.events(),
                Age.of(one.oldest(), now),
                one.price()));
        return table.toString();
    }
}
