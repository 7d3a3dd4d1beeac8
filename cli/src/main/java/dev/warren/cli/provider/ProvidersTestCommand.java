package dev.warren.cli.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.CommandFailedException;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceException;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.UrlQuery;
import dev.warren.cli.text.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code providers test}: one small call of each AI service that has the provider. */
@Command(
        name = "test",
        description = {
            "Tests a provider with one small call: key, model, JSON schema, usage, and whether the ledger has a price.",
            "Each AI service that has the provider makes one call, which is booked for the feature provider-test.",
            "Exits with 1 if something does not work."
        })
final class ProvidersTestCommand implements Callable<Integer> {

    private static final String ANSWERED = "answered";
    private static final String FAILS = "fails";
    private static final String WORKS = "works";
    private static final String UNKNOWN = "unknown";

    private final CommandContext commandContext;

    @Parameters(paramLabel = "NAME", description = "The provider's name, as ./warren providers shows it.")
    private String name;

    @Mixin
    private JsonOption json;

    ProvidersTestCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        ServiceResponses<Optional<JsonNode>> responses =
                commandContext.suite().ask(SuiteService.AI_CONSUMERS, this::ask);
        List<JsonNode> tested = responses.given().values().stream()
                .flatMap(Optional::stream)
                .map(this::withPrice)
                .toList();
        if (tested.isEmpty() && responses.missing().isEmpty()) {
            throw new CommandFailedException(
                    "no AI service has a provider '" + name + "' behind an endpoint; see ./warren providers");
        }
        if (json.wanted()) {
            ObjectNode document = ServiceJson.MAPPER.createObjectNode();
            document.putArray("tests").addAll(tested);
            document.set("missing", responses.missingAsJson());
            commandContext.screen().json(document);
        } else if (!tested.isEmpty()) {
            commandContext.screen().line(table(tested));
        }
        boolean works = tested.stream().allMatch(ProvidersTestCommand::works);
        return Math.max(responses.report(commandContext.screen()), works ? ExitCode.DONE : ExitCode.FAILED);
    }

    /** Empty where the service does not have it. */
    private Optional<JsonNode> ask(SuiteService service) {
        try {
            String path = ProvidersCommand.PATH + "/" + UrlQuery.segment(name) + "/test";
            return Optional.of(commandContext.suite().post(service, path, ServiceJson.MAPPER.createObjectNode()));
        } catch (ServiceException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private JsonNode withPrice(JsonNode test) {
        ObjectNode priced = test.deepCopy();
        return priced.put("price", price(test));
    }

    private String price(JsonNode test) {
        String path = UrlQuery.of("/v1/prices/applied")
                .with("provider", test.path("onLedger").asText())
                .with("model", test.path("model").asText())
                .toString();
        try {
            commandContext.suite().get(SuiteService.LEDGER, path);
            return WORKS;
        } catch (ServiceException e) {
            return e.isNotFound() ? FAILS : UNKNOWN;
        }
    }

    private static boolean works(JsonNode test) {
        return test.path("outcome").asText().equals(ANSWERED)
                && Stream.of("key", "knowsModel", "jsonSchema", "usage", "price")
                        .noneMatch(each -> test.path(each).asText().equals(FAILS));
    }

    private static String table(List<JsonNode> tests) {
        Table table = new Table()
                .left("SERVICE")
                .left("PROVIDER")
                .left("MODEL")
                .left("OUTCOME")
                .right("TIME")
                .left("KEY")
                .left("MODEL KNOWN")
                .left("JSON SCHEMA")
                .left("USAGE")
                .left("PRICE");
        tests.forEach(test -> table.row(
                test.path("service").asText(),
                test.path("provider").asText(),
                test.path("model").asText(),
                test.path("outcome").asText(),
                test.path("millis").asText() + " ms",
                test.path("key").asText(),
                test.path("knowsModel").asText(),
                test.path("jsonSchema").asText(),
                test.path("usage").asText(),
                test.path("price").asText()));
        return table.toString();
    }
}
