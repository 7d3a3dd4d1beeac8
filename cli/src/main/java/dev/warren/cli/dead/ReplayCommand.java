package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Answers;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Operator;
import dev.warren.cli.Service;
import dev.warren.cli.Session;
import dev.warren.cli.money.Quotes;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead replay}: sends letters back to the queue that they came from. */
@Command(
        name = "replay",
        description = {
            "Sends dead letters back to the queue that they came from.",
            "They keep their identity; what was completed before is not done or paid again."
        })
final class ReplayCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Selection selection;

    @Mixin
    private Operator by;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--providers",
            split = ",",
            paramLabel = "NAME",
            description = "Who is to be asked, in this order, instead of the feature's own providers.")
    private List<String> providers = List.of();

    @Option(names = "--dry-run", description = "Only say what would be sent back, and what it would cost at most.")
    private boolean dryRun;

    ReplayCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode order = Json.MAPPER.createObjectNode();
        order.set("select", selection.json());
        if (!providers.isEmpty()) {
            providers.forEach(order.putArray("providers")::add);
        }
        order.put("by", by.name()).put("dryRun", dryRun);
        Answers<JsonNode> answers = session.suite()
                .ask(services(), service -> session.suite().post(service, DeadCommand.PATH + "/replay", order));
        int code = report(Receipt.of(answers, "replayed", selection.named()), answers);
        return Math.max(code, answers.report(session.screen()));
    }

    /** Only AI consumers have providers. */
    private List<Service> services() {
        return providers.isEmpty()
                ? selection.services()
                : selection.services().stream()
                        .filter(Service.AI_CONSUMERS::contains)
                        .toList();
    }

    private int report(Receipt receipt, Answers<JsonNode> answers) {
        Quotes quotes = new Quotes(session.suite());
        Estimates estimates = Estimates.of(answers, quotes);
        if (json.wanted()) {
            ObjectNode document = receipt.json();
            document.set("estimates", estimates.json());
            session.screen().json(document);
        } else if (dryRun) {
            session.screen().line(receipt.intention());
            session.screen().line(estimates.text());
        } else {
            receipt.lines().forEach(session.screen()::line);
        }
        int code = dryRun ? receipt.exitCodeOfDryRun(session.screen()) : receipt.exitCode(session.screen());
        return Math.max(code, quotes.report(session.screen()));
    }
}
