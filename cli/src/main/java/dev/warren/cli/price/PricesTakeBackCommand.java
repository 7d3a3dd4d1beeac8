package dev.warren.cli.price;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ReasonOption;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.UrlQuery;
import dev.warren.cli.text.Counted;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code prices take-back}: each price of an import is again what it was before. */
@Command(
        name = "take-back",
        description = {
            "Takes an import back: restores the previous value of each of its prices, unless a later import changed it.",
            "Booked calls keep their amounts; reprice them with POST /v1/prices/reprice."
        })
final class PricesTakeBackCommand implements Callable<Integer> {

    private static final String PATH = "/v1/prices/imports/";

    private final CommandContext commandContext;

    @Parameters(paramLabel = "IMPORT", description = "The import's number; ./warren prices imports lists them.")
    private long id;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private JsonOption json;

    PricesTakeBackCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        String path = UrlQuery.of(PATH + id)
                .with("who", reason.who())
                .with("why", reason.why())
                .toString();
        JsonNode answer = commandContext.suite().send(SuiteService.LEDGER, "DELETE", path, null, Map.of());
        if (json.wanted()) {
            commandContext.screen().json(answer);
        } else {
            commandContext
                    .screen()
                    .line("import %d: taken back, %s restored"
                            .formatted(id, Counted.of(answer.path("prices").asLong(), "price")));
        }
        return ExitCode.DONE;
    }
}
