package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.text.Counted;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code replay abort}: ends a replay for good. */
@Command(name = "abort", description = "Aborts a replay; completed work is kept.")
final class ReplayAbortCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Parameters(paramLabel = "NAME", description = "The replay's name, as ./warren replays shows it.")
    private String name;

    @Mixin
    private JsonOption json;

    ReplayAbortCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        ReplaysClient replaysClient = new ReplaysClient(commandContext.suite());
        JsonNode answer = replaysClient.abort(replaysClient.ownerOf(name), name);
        if (json.wanted()) {
            commandContext.screen().json(answer);
        } else {
            commandContext.screen().line(sentence(ServiceJson.read(answer, ReplayInfo.class)));
        }
        return ExitCode.DONE;
    }

    private static String sentence(ReplayInfo replay) {
        return "%s is %s after %s."
                .formatted(replay.name(), replay.state(), Counted.of(replay.completed(), "completed event"));
    }
}
