package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Answers;
import dev.warren.cli.Exit;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Service;
import dev.warren.cli.Session;
import dev.warren.cli.money.Quotes;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replays}: the replays of all AI consumers, or one of them. */
@Command(name = "replays", description = "Shows the replays of the past, or one of them.")
public final class ReplaysCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Show this one, with all that is known.")
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "With NAME: show how far it is until it is over. Ctrl-C ends the showing.")
    private boolean follow;

    @Mixin
    private JsonOption json;

    public ReplaysCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        return name == null ? all() : one();
    }

    private int all() {
        Answers<JsonNode> answers = new Replays(session.suite()).all();
        List<JsonNode> found = answers.given().values().stream()
                .flatMap(answer -> Json.readAll(answer.path("replays"), JsonNode.class).stream())
                .toList();
        Quotes quotes = new Quotes(session.suite());
        if (json.wanted()) {
            ObjectNode document = Json.MAPPER.createObjectNode();
            document.putArray("replays").addAll(found);
            document.set("missing", answers.missingAsJson());
            session.screen().json(document);
        } else if (!found.isEmpty()) {
            session.screen().line(new ReplayPage(quotes).table(Json.readAll(found, Replay.class)));
        } else if (!answers.given().isEmpty()) {
            session.screen().line("No replays.");
        }
        return Math.max(answers.report(session.screen()), quotes.report(session.screen()));
    }

    private int one() throws InterruptedException {
        Replays replays = new Replays(session.suite());
        Service owner = replays.ownerOf(name);
        if (follow) {
            return new Follower(session, json.wanted()).follow(owner, name);
        }
        JsonNode replay = replays.get(owner, name);
        if (json.wanted()) {
            session.screen().json(replay);
            return Exit.DONE;
        }
        Quotes quotes = new Quotes(session.suite());
        session.screen().line(new ReplayPage(quotes).page(Json.read(replay, Replay.class)));
        return quotes.report(session.screen());
    }
}
