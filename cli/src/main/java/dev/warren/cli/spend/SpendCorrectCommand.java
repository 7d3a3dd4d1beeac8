package dev.warren.cli.spend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.money.CostSum;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.CommandFailedException;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ReasonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteService;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spend correct}: records what a call actually used. */
@Command(
        name = "correct",
        description = {
            "Records what a call actually used, for example one that timed out; ./warren spend unknown lists them.",
            "The difference is booked in spend and budgets; the original entry stays."
        })
final class SpendCorrectCommand implements Callable<Integer> {

    private static final String PATH = "/v1/calls/corrections";
    private static final String CORRECTED = "corrected";
    private static final String UNCHANGED = "unchanged";

    private final CommandContext commandContext;

    @Parameters(paramLabel = "CALL", description = "The call's id.")
    private String call;

    @ArgGroup(multiplicity = "1")
    private Truth truth;

    @Mixin
    private ReasonOption reason;

    @Option(names = "--dry-run", description = "Show what would change, without changing it.")
    private boolean dryRun;

    @Mixin
    private JsonOption json;

    SpendCorrectCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    /** One of two. */
    static final class Truth {

        @Option(names = "--unused", required = true, description = "The call used no tokens and is not charged.")
        private boolean unused;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private Tokens tokens;
    }

    /** What was used. */
    static final class Tokens {

        @Option(names = "--input", required = true, paramLabel = "N", description = "All tokens of the request.")
        private long input;

        @Option(names = "--cached", paramLabel = "N", description = "Of these, read from the provider's cache.")
        private long cached;

        @Option(names = "--cache-write", paramLabel = "N", description = "Of these, written to the provider's cache.")
        private long cacheWrite;

        @Option(names = "--output", required = true, paramLabel = "N", description = "All tokens of the answer.")
        private long output;

        @Option(names = "--reasoning", paramLabel = "N", description = "Of these, reasoning tokens.")
        private long reasoning;
    }

    @Override
    public Integer call() {
        ObjectNode order = ServiceJson.MAPPER.createObjectNode();
        fill(
                order.putArray("calls").addObject().put("callId", call),
                truth.tokens == null ? new Tokens() : truth.tokens);
        reason.putInto(order);
        order.put("dryRun", dryRun);
        JsonNode answer = commandContext.suite().post(SuiteService.LEDGER, PATH, order);
        JsonNode done = answer.path("calls").path(0);
        if (json.wanted()) {
            commandContext.screen().json(answer);
        }
        String status = done.path("status").asText();
        if (!status.equals(CORRECTED) && !status.equals(UNCHANGED)) {
            throw new CommandFailedException(refusal(status));
        }
        if (!json.wanted()) {
            commandContext.screen().line(sentence(status, done));
        }
        return ExitCode.DONE;
    }

    private static void fill(ObjectNode used, Tokens tokens) {
        used.put("inputTokens", tokens.input)
                .put("cachedInputTokens", tokens.cached)
                .put("cacheWriteInputTokens", tokens.cacheWrite)
                .put("outputTokens", tokens.output)
                .put("reasoningTokens", tokens.reasoning);
    }

    private String sentence(String status, JsonNode done) {
        if (status.equals(UNCHANGED)) {
            return "%s: already booked correctly at %s".formatted(call, cost(done.path("after")));
        }
        return "%s: %s %s, was %s"
                .formatted(call, dryRun ? "would cost" : "costs", cost(done.path("after")), cost(done.path("before")));
    }

    private static String cost(JsonNode known) {
        CostSum costSum = new CostSum();
        known.path("cost")
                .forEach(cost -> costSum.add(
                        new BigDecimal(cost.path("amount").asText()),
                        cost.path("currency").asText()));
        return known.path("cost").isEmpty() ? "unknown" : costSum.toString();
    }

    private String refusal(String status) {
        return status.equals("unpriced")
                ? "there is no price for the model of " + call + "; import a price first, then repeat the request"
                : "there is no booked call " + call + "; see ./warren spend unknown";
    }
}
