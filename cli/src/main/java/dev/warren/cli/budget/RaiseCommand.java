package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Exit;
import dev.warren.cli.FailedException;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Reason;
import dev.warren.cli.Session;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code budget raise}: lets a budget have more for a while. */
@Command(
        name = "raise",
        description =
                "Raises a limit for a while; what waits for the budget is released. For good: budget set --limit.")
final class RaiseCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "The budget.")
    private String name;

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "How much more, in the budget's currency.")
    private BigDecimal amount;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "A time, a day (UTC), or 24h from now; by default until the period ends.")
    private String until;

    @Mixin
    private AccountOption account;

    @Mixin
    private Reason reason;

    @Mixin
    private OnceOption once;

    @Mixin
    private JsonOption json;

    RaiseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode order = Json.MAPPER.createObjectNode().put("amount", amount.toPlainString());
        if (until != null) {
            order.put("until", moment().toString());
        }
        account.putInto(order);
        reason.putInto(order);
        JsonNode done = new Budgets(session.suite()).order(name, "increases", order, once.key());
        if (json.wanted()) {
            session.screen().json(done);
        } else {
            session.screen().line(sentence(Json.read(done, Increase.class)));
        }
        return Exit.DONE;
    }

    private Instant moment() {
        try {
            return Until.of(until, session.clock().instant());
        } catch (IllegalArgumentException e) {
            throw new FailedException(e.getMessage(), e);
        }
    }

    private static String sentence(Increase done) {
        String account = done.account() == null ? "" : " for " + done.account().phrase();
        String end = done.until() == null ? "" : " until " + done.until();
        return "%s: raised by %s%s%s".formatted(done.budget(), Budget.plain(done.amount()), account, end);
    }

    /** What the ledger did. */
    private record Increase(String budget, Dimensions account, BigDecimal amount, Instant until) {}
}
