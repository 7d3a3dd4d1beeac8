package dev.warren.cli.spend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.UrlQuery;
import dev.warren.cli.text.Table;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spend flagged}: calls with inconsistent usage, and why. */
@Command(name = "flagged", description = "Lists calls whose reported usage was inconsistent, and why, oldest first.")
final class SpendFlaggedCommand implements Callable<Integer> {

    private static final String PATH = "/v1/calls/flagged";

    private final CommandContext commandContext;

    @Option(names = "--provider", paramLabel = "NAME", description = "Only calls to this provider.")
    private String provider;

    @Option(names = "--feature", paramLabel = "NAME", description = "Only calls for this feature.")
    private String feature;

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            description = "Only calls at this time or later: 2026-11-20, or a time.")
    private String from;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The most calls; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private JsonOption json;

    SpendFlaggedCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        JsonNode answer = commandContext
                .suite()
                .get(
                        SuiteService.LEDGER,
                        UrlQuery.of(PATH)
                                .with("provider", provider)
                                .with("feature", feature)
                                .with("from", from)
                                .with("limit", limit)
                                .toString());
        if (json.wanted()) {
            commandContext.screen().json(answer);
        } else if (answer.path("calls").isEmpty()) {
            commandContext.screen().line("No calls are flagged.");
        } else {
            show(answer);
        }
        return ExitCode.DONE;
    }

    private void show(JsonNode answer) {
        Table table = new Table()
                .left("CALL")
                .left("CALLED")
                .left("PROVIDER")
                .left("MODEL")
                .left("FEATURE")
                .left("OUTCOME")
                .left("FLAGS");
        answer.path("calls")
                .forEach(call -> table.row(
                        call.path("callId").asText(),
                        call.path("calledAt").asText(),
                        call.path("provider").asText(),
                        call.path("model").asText(),
                        call.path("feature").asText(),
                        call.path("outcome").asText(),
                        flags(call)));
        commandContext.screen().line(table.toString());
        long more = answer.path("count").asLong() - answer.path("calls").size();
        if (more > 0) {
            commandContext.screen().line("%d more; see --limit and --from.".formatted(more));
        }
    }

    private static String flags(JsonNode call) {
        StringJoiner flags = new StringJoiner(", ");
        call.path("flags").forEach(flag -> flags.add(flag.asText()));
        return flags.toString();
    }
}
