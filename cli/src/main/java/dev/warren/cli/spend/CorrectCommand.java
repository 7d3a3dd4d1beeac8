package dev.warren.cli.spend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Exit;
import dev.warren.cli.FailedException;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Reason;
import dev.warren.cli.Service;
import dev.warren.cli.Session;
import dev.warren.cli.money.Bill;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spend correct}: says what a call really used. */
@Command(
        name = "correct",
        description = {
            "Says what a call really used, such as one that timed out; ./warren spend unknown lists those.",
            "The difference is booked in spend and budgets; what was booked stays."
        })
final class CorrectCommand implements Callable<Integer> {

    private static final String PATH = "/v1/calls/corrections";
    private static final String CORRECTED = "corrected";
    private static final String UNCHANGED = "unchanged";

    private final Session session;

    @Parameters(paramLabel = "CALL", description = "The call's id.")
    private String call;

    @ArgGroup(multiplicity = "1")
    private Truth truth;

    @Mixin
    private Reason reason;

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Mixin
    private JsonOption json;

    CorrectCommand(Session session) {
        this.session = session;
    }

    /** One of two. */
    static final class Truth {

        @Option(names = "--unused", required = true, description = "Nothing was used, and nothing is charged.")
        private boolean unused;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private Tokens tokens;
    }

    /** What was used. */
    static final class Tokens {

        @Option(
                names = "--input",
                required = true,
                paramLabel = "N",
                description = "Tokens of the request, all of them.")
        private long input;

        @Option(names = "--cached", paramLabel = "N", description = "Of these, read from the provider's cache.")
        private long cached;

        @Option(names = "--cache-write", paramLabel = "N", description = "Of these, written into it.")
        private long cacheWrite;

        @Option(
                names = "--output",
                required = true,
                paramLabel = "N",
                description = "Tokens of the answer, all of them.")
        private long output;

        @Option(names = "--reasoning", paramLabel = "N", description = "Of these, thought and not said.")
        private long reasoning;
    }

    @Override
    public Integer call() {
        ObjectNode order = Json.MAPPER.createObjectNode();
        fill(
                order.putArray("calls").addObject().put("callId", call),
                truth.tokens == null ? new Tokens() : truth.tokens);
        reason.putInto(order);
        order.put("dryRun", dryRun);
        JsonNode answer = session.suite().post(Service.LEDGER, PATH, order);
        JsonNode done = answer.path("calls").path(0);
        if (json.wanted()) {
            session.screen().json(answer);
        }
        String status = done.path("status").asText();
        if (!status.equals(CORRECTED) && !status.equals(UNCHANGED)) {
            throw new FailedException(refusal(status));
        }
        if (!json.wanted()) {
            session.screen().line(sentence(status, done));
        }
        return Exit.DONE;
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
            return "%s: nothing to correct, it costs %s".formatted(call, cost(done.path("after")));
        }
        return "%s: %s %s, was %s"
                .formatted(call, dryRun ? "would cost" : "costs", cost(done.path("after")), cost(done.path("before")));
    }

    private static String cost(JsonNode known) {
        Bill bill = new Bill();
        known.path("cost")
                .forEach(cost -> bill.add(
                        new BigDecimal(cost.path("amount").asText()),
                        cost.path("currency").asText()));
        return known.path("cost").isEmpty() ? "unknown" : bill.toString();
    }

    private String refusal(String status) {
        return status.equals("unpriced")
                ? "no price is known for the model of " + call + "; import one first, then say it again"
                : "no call " + call + " is booked; see ./warren spend unknown";
    }
}
