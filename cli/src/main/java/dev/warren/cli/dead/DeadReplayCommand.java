package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.money.PriceQuoteClient;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.OperatorName;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.SuiteService;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead replay}: republishes dead letters to their original queue. */
@Command(
        name = "replay",
        description = {
            "Replays dead letters: republishes them to their original queue.",
            "They keep their identity; completed work is not repeated and not paid for again."
        })
final class DeadReplayCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Mixin
    private DeadLetterSelection selection;

    @Mixin
    private OperatorName by;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--providers",
            split = ",",
            paramLabel = "NAME",
            description = "The providers to call, in order, instead of the feature's own.")
    private List<String> providers = List.of();

    @Option(
            names = "--dry-run",
            description = "Show what would be replayed and the most that it would cost, without replaying it.")
    private boolean dryRun;

    DeadReplayCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        ObjectNode order = ServiceJson.MAPPER.createObjectNode();
        order.set("select", selection.json());
        if (!providers.isEmpty()) {
            providers.forEach(order.putArray("providers")::add);
        }
        order.put("by", by.name()).put("dryRun", dryRun);
        ServiceResponses<JsonNode> responses = commandContext
                .suite()
                .ask(services(), service -> commandContext.suite().post(service, DeadCommand.PATH + "/replay", order));
        int code = report(DeadLetterActionResult.of(responses, "replayed", selection.named()), responses);
        return Math.max(code, responses.report(commandContext.screen()));
    }

    /** Only AI consumers have providers. */
    private List<SuiteService> services() {
        return providers.isEmpty()
                ? selection.services()
                : selection.services().stream()
                        .filter(SuiteService.AI_CONSUMERS::contains)
                        .toList();
    }

    private int report(DeadLetterActionResult deadLetterActionResult, ServiceResponses<JsonNode> responses) {
        PriceQuoteClient priceQuoteClient = new PriceQuoteClient(commandContext.suite());
        ReplayCostEstimate replayCostEstimate = ReplayCostEstimate.of(responses, priceQuoteClient);
        if (json.wanted()) {
            ObjectNode document = deadLetterActionResult.json();
            document.set("estimates", replayCostEstimate.json());
            commandContext.screen().json(document);
        } else if (dryRun) {
            commandContext.screen().line(deadLetterActionResult.intention());
            commandContext.screen().line(replayCostEstimate.text());
        } else {
            deadLetterActionResult.lines().forEach(commandContext.screen()::line);
        }
        int code = dryRun
                ? deadLetterActionResult.exitCodeOfDryRun(commandContext.screen())
                : deadLetterActionResult.exitCode(commandContext.screen());
        return Math.max(code, priceQuoteClient.report(commandContext.screen()));
    }
}
