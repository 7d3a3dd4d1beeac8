package dev.warren.cli.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Answers;
import dev.warren.cli.Exit;
import dev.warren.cli.FailedException;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Query;
import dev.warren.cli.Service;
import dev.warren.cli.ServiceException;
import dev.warren.cli.Session;
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
            "Asks a provider something small and says what works: key, model, JSON schema, usage, and whether the",
            "ledger has a price. Each AI service that has it makes one call, which is on the ledger for the feature",
            "provider-test. Ends with 1 if something does not work."
        })
final class TestCommand implements Callable<Integer> {

    private static final String ANSWERED = "answered";
    private static final String FAILS = "fails";
    private static final String WORKS = "works";
    private static final String UNKNOWN = "unknown";

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "As ./warren providers shows it.")
    private String name;

    @Mixin
    private JsonOption json;

    TestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Answers<Optional<JsonNode>> answers = session.suite().ask(Service.AI_CONSUMERS, this::ask);
        List<JsonNode> tested = answers.given().values().stream()
                .flatMap(Optional::stream)
                .map(this::withPrice)
                .toList();
        if (tested.isEmpty() && answers.missing().isEmpty()) {
            throw new FailedException(
                    "no AI service has a provider '" + name + "' behind an endpoint; see ./warren providers");
        }
        if (json.wanted()) {
            ObjectNode document = Json.MAPPER.createObjectNode();
            document.putArray("tests").addAll(tested);
            document.set("missing", answers.missingAsJson());
            session.screen().json(document);
        } else if (!tested.isEmpty()) {
            session.screen().line(table(tested));
        }
        boolean works = tested.stream().allMatch(TestCommand::works);
        return Math.max(answers.report(session.screen()), works ? Exit.DONE : Exit.FAILED);
    }

    /** Empty where the service does not have it. */
    private Optional<JsonNode> ask(Service service) {
        try {
            String path = ProvidersCommand.PATH + "/" + Query.segment(name) + "/test";
            return Optional.of(session.suite().post(service, path, Json.MAPPER.createObjectNode()));
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
        String path = Query.of("/v1/prices/applied")
                .with("provider", test.path("onLedger").asText())
                .with("model", test.path("model").asText())
                .toString();
        try {
            session.suite().get(Service.LEDGER, path);
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
