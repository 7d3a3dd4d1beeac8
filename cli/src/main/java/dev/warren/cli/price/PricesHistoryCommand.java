package dev.warren.cli.price;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.UrlQuery;
import dev.warren.cli.text.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prices history}: the price history of a model. */
@Command(name = "history", description = "Shows the price history of a model, latest first.")
final class PricesHistoryCommand implements Callable<Integer> {

    private static final String PATH = "/v1/prices/history";

    private final CommandContext commandContext;

    @Parameters(paramLabel = "MODEL", description = "The model, as in the price list.")
    private String model;

    @Option(names = "--provider", paramLabel = "NAME", description = "Only of this provider, as in the price list.")
    private String provider;

    @Mixin
    private JsonOption json;

    PricesHistoryCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        JsonNode answer = commandContext
                .suite()
                .get(
                        SuiteService.LEDGER,
                        UrlQuery.of(PATH)
                                .with("model", model)
                                .with("provider", provider)
                                .toString());
        if (json.wanted()) {
            commandContext.screen().json(answer);
        } else if (answer.path("prices").isEmpty()) {
            commandContext.screen().line("No price of %s is recorded.".formatted(model));
        } else {
            commandContext.screen().line(table(answer.path("prices")));
        }
        return ExitCode.DONE;
    }

    private static String table(JsonNode prices) {
        Table table = new Table()
                .left("RECORDED")
                .left("LIST")
                .left("PROVIDER")
                .left("TEAM")
                .left("VALID FROM")
                .right("INPUT")
                .right("OUTPUT")
                .left("CURRENCY")
                .right("IMPORT")
                .left("STATE");
        prices.forEach(recorded -> {
            JsonNode price = recorded.path("price");
            table.row(
                    text(recorded, "recordedAt"),
                    text(price, "list"),
                    text(price, "provider"),
                    text(price, "team"),
                    text(price, "validFrom"),
                    text(price, "inputPerMillion"),
                    text(price, "outputPerMillion"),
                    text(price, "currency"),
                    text(recorded, "importId"),
                    recorded.path("withdrawn").asBoolean() ? "withdrawn" : null);
        });
        return table.toString();
    }

    private static String text(JsonNode of, String field) {
        return of.hasNonNull(field) ? of.path(field).asText() : null;
    }
}
