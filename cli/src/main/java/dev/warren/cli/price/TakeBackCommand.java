package dev.warren.cli.price;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.Exit;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Query;
import dev.warren.cli.Reason;
import dev.warren.cli.Service;
import dev.warren.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code prices take-back}: each price of an import is again what it was before. */
@Command(
        name = "take-back",
        description = {
            "Takes an import back: each of its prices is again what it was before, unless a later import changed it.",
            "What was booked stays; price it anew with POST /v1/prices/reprice."
        })
final class TakeBackCommand implements Callable<Integer> {

    private static final String PATH = "/v1/prices/imports/";

    private final Session session;

    @Parameters(paramLabel = "IMPORT", description = "The import's number; ./warren prices imports lists them.")
    private long id;

    @Mixin
    private Reason reason;

    @Mixin
    private JsonOption json;

    TakeBackCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = Query.of(PATH + id)
                .with("who", reason.who())
                .with("why", reason.why())
                .toString();
        JsonNode answer = session.suite().send(Service.LEDGER, "DELETE", path, null, Map.of());
        if (json.wanted()) {
            session.screen().json(answer);
        } else {
            session.screen()
                    .line("import %d: taken back, %d prices are as they were before"
                            .formatted(id, answer.path("prices").asLong()));
        }
        return Exit.DONE;
    }
}
