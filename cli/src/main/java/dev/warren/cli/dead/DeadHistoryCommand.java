package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.UrlQuery;
import dev.warren.cli.text.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead history}: dead-lettered, replayed and discarded messages, by whom and why. */
@Command(
        name = "history",
        description = "Shows which messages were dead-lettered, replayed and discarded, by whom and why.")
final class DeadHistoryCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The most entries; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private JsonOption json;

    DeadHistoryCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        String path =
                UrlQuery.of(DeadCommand.PATH + "/history").with("limit", limit).toString();
        JsonNode history = commandContext.suite().get(SuiteService.NOTIFIER, path);
        List<Entry> entries = ServiceJson.readAll(history.path("entries"), Entry.class);
        if (json.wanted()) {
            commandContext.screen().json(history);
        } else if (entries.isEmpty()) {
            commandContext.screen().line("The log of dead letters is empty.");
        } else {
            commandContext.screen().line(table(entries));
        }
        return ExitCode.DONE;
    }

    private static String table(List<Entry> entries) {
        Table table = new Table()
                .left("AT")
                .left("WHAT")
                .left("SERVICE")
                .left("FEATURE")
                .left("REASON")
                .left("EVENT")
                .left("BY")
                .left("NOTE");
        for (Entry entry : entries) {
            table.row(
                    entry.at() == null ? null : entry.at().truncatedTo(ChronoUnit.SECONDS),
                    entry.action(),
                    entry.service(),
                    entry.feature(),
                    entry.reason(),
                    entry.event(),
                    entry.by(),
                    entry.note());
        }
        return table.toString();
    }

    /**
     * Something that happened to a letter.
     *
     * @param at null where nothing says so
     * @param action dead-lettered, replayed or discarded
     * @param by who did it; null where nobody did
     * @param note why; null where nobody said
     */
    private record Entry(
            Instant at,
            String action,
            String service,
            String feature,
            String reason,
            DeadLetterInfo.Event event,
            String by,
            String note) {}
}
