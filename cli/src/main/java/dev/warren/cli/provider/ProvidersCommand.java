package dev.warren.cli.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.SuiteService;
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
            "Shows the state of the providers of each AI service and today's spend on them (UTC).",
            "Times and error rates are of the last ten minutes, as seen by the instance that answers."
        })
public final class ProvidersCommand implements Callable<Integer> {

    static final String PATH = "/v1/providers";

    private static final int PERCENT = 2;

    private final CommandContext commandContext;

    @Mixin
    private JsonOption json;

    private ProvidersCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    /** The command with all that belongs below it. */
    public static CommandLine in(CommandContext commandContext) {
        return new CommandLine(new ProvidersCommand(commandContext))
                .addSubcommand(new ProvidersTestCommand(commandContext));
    }

    @Override
    public Integer call() {
        ServiceResponses<ProvidersResponse> responses =
                commandContext.suite().ask(SuiteService.AI_CONSUMERS, this::ask);
        SpendToday spend = SpendToday.ofToday(commandContext);
        if (json.wanted()) {
            commandContext.screen().json(document(responses, spend));
        } else if (!responses.given().isEmpty()) {
            commandContext.screen().line(table(responses.given(), spend));
        }
        return Math.max(responses.report(commandContext.screen()), spend.report(commandContext.screen()));
    }

    private ProvidersResponse ask(SuiteService service) {
        JsonNode features = commandContext.suite().get(service, "/v1/features").path("features");
        return ProvidersResponse.of(commandContext.suite().get(service, PATH).path("providers"), features);
    }

    private static ObjectNode document(ServiceResponses<ProvidersResponse> responses, SpendToday spend) {
        ObjectNode document = ServiceJson.MAPPER.createObjectNode();
        ArrayNode providers = document.putArray("providers");
        responses.given().forEach((service, told) -> {
            for (int i = 0; i < told.providers().size(); i++) {
                ProviderInfo provider = told.providers().get(i);
                ObjectNode each = providers.addObject().put("service", service.title());
                each.setAll((ObjectNode) told.raw().get(i));
                ObjectNode sums = each.putObject("spentToday");
                spend.on(provider.onLedger(), (feature, model) -> told.isOn(provider, feature, model))
                        .forEach((currency, amount) -> sums.put(currency, amount.toPlainString()));
            }
        });
        document.set("missing", responses.missingAsJson());
        return document;
    }

    private String table(Map<SuiteService, ProvidersResponse> given, SpendToday spend) {
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

    private String state(ProviderInfo provider) {
        if (provider.keyRefusedSince() != null) {
            return provider.state() + " for "
                    + Age.of(provider.keyRefusedSince(), commandContext.clock().instant());
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
