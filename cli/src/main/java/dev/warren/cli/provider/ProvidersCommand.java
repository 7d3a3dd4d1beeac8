package dev.warren.cli.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Answers;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Service;
import dev.warren.cli.Session;
import dev.warren.cli.text.Age;
import dev.warren.cli.text.Table;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code providers}: those of all AI services, and how each of them is doing. */
@Command(
        name = "providers",
        description = {
            "Shows how the providers of each AI service are doing, and what was spent on them today (UTC).",
            "Times and errors are of the last ten minutes, as the instance sees them that answers."
        })
public final class ProvidersCommand implements Callable<Integer> {

    static final String PATH = "/v1/providers";

    private static final int PERCENT = 2;

    private final Session session;

    @Mixin
    private JsonOption json;

    private ProvidersCommand(Session session) {
        this.session = session;
    }

    /** The command with all that belongs below it. */
    public static CommandLine in(Session session) {
        return new CommandLine(new ProvidersCommand(session)).addSubcommand(new TestCommand(session));
    }

    @Override
    public Integer call() {
        Answers<Told> answers = session.suite().ask(Service.AI_CONSUMERS, this::ask);
        Spend spend = Spend.ofToday(session);
        if (json.wanted()) {
            session.screen().json(document(answers, spend));
        } else if (!answers.given().isEmpty()) {
            session.screen().line(table(answers.given(), spend));
        }
        return Math.max(answers.report(session.screen()), spend.report(session.screen()));
    }

    private Told ask(Service service) {
        JsonNode features = session.suite().get(service, "/v1/features").path("features");
        return Told.of(session.suite().get(service, PATH).path("providers"), features);
    }

    private static ObjectNode document(Answers<Told> answers, Spend spend) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        ArrayNode providers = document.putArray("providers");
        answers.given().forEach((service, told) -> {
            for (int i = 0; i < told.providers().size(); i++) {
                Provider provider = told.providers().get(i);
                ObjectNode each = providers.addObject().put("service", service.title());
                each.setAll((ObjectNode) told.raw().get(i));
                ObjectNode sums = each.putObject("spentToday");
                spend.on(provider.onLedger(), (feature, model) -> told.isOn(provider, feature, model))
                        .forEach((currency, amount) -> sums.put(currency, amount.toPlainString()));
            }
        });
        document.set("missing", answers.missingAsJson());
        return document;
    }

    private String table(Map<Service, Told> given, Spend spend) {
        Table table = new Table()
                .left("SERVICE")
                .left("PROVIDER")
                .left("MODEL")
                .left("STATE")
                .right("IN FLIGHT")
                .right("WAITING")
                .right("CALLS")
                .right("P50")
                .right("ERRORS")
                .right("SPENT TODAY");
        given.forEach((service, told) -> told.providers()
                .forEach(provider -> table.row(
                        service.title(),
                        provider.name(),
                        provider.model(),
                        state(provider),
                        provider.inFlight() + " of " + provider.limit(),
                        provider.waiting(),
                        provider.calls(),
                        provider.medianMillis() == null ? null : provider.medianMillis() + " ms",
                        percent(provider.errorShare()),
                        spend.words(provider.onLedger(), (feature, model) -> told.isOn(provider, feature, model)))));
        return table.toString();
    }

    private String state(Provider provider) {
        if (provider.keyRefusedSince() != null) {
            return provider.state() + " for "
                    + Age.of(provider.keyRefusedSince(), session.clock().instant());
        }
        return provider.restSeconds() > 0
                ? "%s, %d s left".formatted(provider.state(), provider.restSeconds())
                : provider.state();
    }

    private static String percent(BigDecimal share) {
        return share == null
                ? null
                : share.movePointRight(PERCENT).stripTrailingZeros().toPlainString() + " %";
    }
}
