package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.money.PriceQuoteClient;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.SuiteService;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replays}: the replays of all AI consumers, or one of them. */
@Command(name = "replays", description = "Shows all replays, or one of them.")
public final class ReplaysCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Show this replay in full.")
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "With NAME: follow its progress until it ends. Ctrl-C stops following.")
    private boolean follow;

    @Mixin
    private JsonOption json;

    public ReplaysCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() throws InterruptedException {
        return name == null ? all() : one();
    }

    private int all() {
        ServiceResponses<JsonNode> responses = new ReplaysClient(commandContext.suite()).all();
        List<JsonNode> found = responses.given().values().stream()
                .flatMap(answer -> ServiceJson.readAll(answer.path("replays"), JsonNode.class).stream())
                .toList();
        PriceQuoteClient priceQuoteClient = new PriceQuoteClient(commandContext.suite());
        if (json.wanted()) {
            ObjectNode document = ServiceJson.MAPPER.createObjectNode();
            document.putArray("replays").addAll(found);
            document.set("missing", responses.missingAsJson());
            commandContext.screen().json(document);
        } else if (!found.isEmpty()) {
            commandContext
                    .screen()
                    .line(new ReplayFormatter(priceQuoteClient).table(ServiceJson.readAll(found, ReplayInfo.class)));
        } else if (!responses.given().isEmpty()) {
            commandContext.screen().line("No replays.");
        }
        return Math.max(responses.report(commandContext.screen()), priceQuoteClient.report(commandContext.screen()));
    }

    private int one() throws InterruptedException {
        ReplaysClient replaysClient = new ReplaysClient(commandContext.suite());
        SuiteService owner = replaysClient.ownerOf(name);
        if (follow) {
            return new ReplayFollower(commandContext, json.wanted()).follow(owner, name);
        }
        JsonNode replay = replaysClient.get(owner, name);
        if (json.wanted()) {
            commandContext.screen().json(replay);
            return ExitCode.DONE;
        }
        PriceQuoteClient priceQuoteClient = new PriceQuoteClient(commandContext.suite());
        commandContext
                .screen()
                .line(new ReplayFormatter(priceQuoteClient).page(ServiceJson.read(replay, ReplayInfo.class)));
        return priceQuoteClient.report(commandContext.screen());
    }
}
