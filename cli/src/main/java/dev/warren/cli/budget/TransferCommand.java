package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Exit;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Reason;
import dev.warren.cli.Session;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code budget transfer}: one budget has less and another more. */
@Command(name = "transfer", description = "Moves a part of one budget's limit to another of the same currency.")
final class TransferCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "FROM", description = "The budget that has less afterwards.")
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "The budget that has more afterwards.")
    private String to;

    @Parameters(index = "2", paramLabel = "AMOUNT", description = "How much, in their currency.")
    private BigDecimal amount;

    @Mixin
    private Reason reason;

    @Mixin
    private OnceOption once;

    @Mixin
    private JsonOption json;

    TransferCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode order = Json.MAPPER.createObjectNode().put("to", to).put("amount", amount.toPlainString());
        reason.putInto(order);
        JsonNode done = new Budgets(session.suite()).order(from, "transfers", order, once.key());
        if (json.wanted()) {
            session.screen().json(done);
        } else {
            session.screen().line("%s to %s: %s".formatted(from, to, Budget.plain(amount)));
        }
        return Exit.DONE;
    }
}
