package dev.warren.cli.held;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Answers;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Service;
import dev.warren.cli.Session;
import dev.warren.cli.text.Age;
import dev.warren.cli.text.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code held}: what waits for money, in all AI consumers. */
@Command(
        name = "held",
        description = "Shows which events wait for money: for which budget, since when, and what it would take.")
public final class HeldCommand implements Callable<Integer> {

    private static final String PATH = "/v1/held";

    private final Session session;

    @Mixin
    private JsonOption json;

    public HeldCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Answers<JsonNode> answers = session.suite()
                .ask(Service.AI_CONSUMERS, service -> session.suite().get(service, PATH));
        Collection<JsonNode> given = answers.given().values();
        if (json.wanted()) {
            ObjectNode document = Json.MAPPER.createObjectNode();
            document.putArray("services").addAll(given);
            document.set("missing", answers.missingAsJson());
            session.screen().json(document);
        } else if (!given.isEmpty()) {
            session.screen().line(text(given));
        }
        return answers.report(session.screen());
    }

    private String text(Collection<JsonNode> given) {
        List<Waiting> waiting = given.stream()
                .flatMap(answer -> Json.readAll(answer.path("waiting"), Waiting.class).stream())
                .toList();
        long events = given.stream()
                .mapToLong(answer -> answer.path("events").asLong())
                .sum();
        if (waiting.isEmpty()) {
            return events == 0 ? "Nothing waits for money." : events + " events wait; ask again in a moment for what.";
        }
        return table(waiting);
    }

    private String table(List<Waiting> waiting) {
        Instant now = session.clock().instant();
        Table table = new Table()
                .left("BUDGET")
                .left("FOR")
                .left("FEATURE")
                .left("WHY")
                .right("EVENTS")
                .right("OLDEST")
                .right("TAKES");
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
