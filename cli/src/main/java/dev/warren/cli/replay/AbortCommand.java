package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.Exit;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code replay abort}: ends a replay for good. */
@Command(name = "abort", description = "Ends a replay for good; what it has done stays.")
final class AbortCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "As ./warren replays shows it.")
    private String name;

    @Mixin
    private JsonOption json;

    AbortCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Replays replays = new Replays(session.suite());
        JsonNode answer = replays.abort(replays.ownerOf(name), name);
        if (json.wanted()) {
            session.screen().json(answer);
        } else {
            session.screen().line(sentence(Json.read(answer, Replay.class)));
        }
        return Exit.DONE;
    }

    private static String sentence(Replay replay) {
        return "%s is %s, after %d events with an answer.".formatted(replay.name(), replay.state(), replay.completed());
    }
}
