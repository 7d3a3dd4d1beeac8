package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.money.PriceQuote;
import dev.warren.cli.money.PriceQuoteClient;
import dev.warren.cli.money.PriceQuoteClient.Calls;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.CommandFailedException;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.OperatorName;
import dev.warren.cli.session.ServiceException;
import dev.warren.cli.session.ServiceJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}: runs a feature over past events, with separate results. */
@Command(
        name = "replay",
        description = {
            "Runs a feature over past events and publishes separate results.",
            "Live traffic has priority. Ctrl-C aborts the replay; completed work is kept."
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final long LEAST = 1;

    private final CommandContext commandContext;

    @Spec
    private CommandSpec command;

    @Option(names = "--feature", paramLabel = "NAME", description = "Which feature; required.")
    private String feature;

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            description =
                    "Events accepted at this time or later: 2026-11-19T10:00:00Z, 2026-11-19 (UTC), 24h (ago); required.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "WHEN",
            defaultValue = "now",
            description = "Events accepted before this time; default: ${DEFAULT-VALUE}.")
    private String to;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only events of this type; * at the end stands for any rest.")
    private String type;

    @Option(
            names = "--providers",
            split = ",",
            paramLabel = "NAME",
            description = "The providers to call, in order, instead of the feature's own.")
    private List<String> providers = List.of();

    @Option(names = "--rate", paramLabel = "N", description = "Events per second.")
    private BigDecimal rate;

    @Option(
            names = "--budget",
            paramLabel = "AMOUNT",
            description = "The most it may cost, in the currency of the models' prices: 2.50")
    private BigDecimal budget;

    @Option(names = "--max-tokens", paramLabel = "N", description = "The most tokens it may use.")
    private Long maxTokens;

    @Option(names = "--max-events", paramLabel = "N", description = "The most events it may work on.")
    private Long maxEvents;

    @Option(names = "--name", paramLabel = "NAME", description = "The name; generated if not given.")
    private String name;

    @Option(names = "--detach", description = "Return immediately; ./warren replays NAME shows the progress.")
    private boolean detach;

    @Mixin
    private OperatorName by;

    @Mixin
    private JsonOption json;

    private ReplayCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    /** The command with all that belongs below it. */
    public static CommandLine in(CommandContext commandContext) {
        return new CommandLine(new ReplayCommand(commandContext)).addSubcommand(new ReplayAbortCommand(commandContext));
    }

    @Override
    public Integer call() throws InterruptedException {
        Instant now = commandContext.clock().instant();
        ObjectNode order = order(moment("--from", from, now), moment("--to", to, now));
        FeatureCatalog.Offer offer = FeatureCatalog.of(commandContext.suite()).find(required("--feature", feature));
        if (budget != null) {
            order.put("maxTokens", tokens(offer));
        }
        ReplaysClient replaysClient = new ReplaysClient(commandContext.suite());
        JsonNode begun = replaysClient.begin(offer.service(), order);
        return detach
                ? leave(begun)
                : follow(replaysClient, offer, begun.path("name").asText());
    }

    private ObjectNode order(Instant start, Instant end) {
        if (budget != null && maxTokens != null) {
            throw wrong("Give either --budget or --max-tokens, not both.");
        }
        ObjectNode order = ServiceJson.MAPPER.createObjectNode();
        order.put("name", name)
                .put("feature", feature)
                .put("from", start.toString())
                .put("to", end.toString())
                .put("type", type)
                .put("rate", rate)
                .put("maxEvents", maxEvents)
                .put("maxTokens", maxTokens)
                .put("by", by.name());
        providers.forEach(order.putArray("providers")::add);
        return order;
    }

    /**
     * As many tokens as the budget buys; if every provider is free, so few that no paid provider could be called later.
     */
    private long tokens(FeatureCatalog.Offer offer) {
        PriceQuoteClient priceQuoteClient = new PriceQuoteClient(commandContext.suite());
        List<PriceQuote> known = offer.endpoints(providers).stream()
                .map(provider -> quote(priceQuoteClient, provider))
                .toList();
        if (known.isEmpty()) {
            say("Budget: every provider that may be called is free.");
            return LEAST;
        }
        TokenAllowance bought = TokenAllowance.of(budget, known);
        say(bought.sentence(budget));
        return bought.tokens();
    }

    private PriceQuote quote(PriceQuoteClient priceQuoteClient, FeatureCatalog.Provider provider) {
        return priceQuoteClient
                .of(Calls.any(provider.priced(), provider.model()))
                .filter(quote -> quote.maxPerMillion() != null)
                .orElseThrow(() -> priceQuoteClient
                        .failure()
                        .orElseGet(() -> new CommandFailedException(
                                "there is no price for model %s of provider %s; use --max-tokens, or add it to the price list"
                                        .formatted(provider.model(), provider.priced()))));
    }

    private int leave(JsonNode begun) {
        if (json.wanted()) {
            commandContext.screen().json(begun);
        } else {
            String called = begun.path("name").asText();
            commandContext
                    .screen()
                    .line("%s started; ./warren replays %s shows its progress.".formatted(called, called));
        }
        return ExitCode.DONE;
    }

    private int follow(ReplaysClient replaysClient, FeatureCatalog.Offer offer, String called)
            throws InterruptedException {
        say("%s started; press Ctrl-C to abort it.".formatted(called));
        try (var _ = new InterruptHook(() -> abort(replaysClient, offer, called))) {
            return new ReplayFollower(commandContext, json.wanted()).follow(offer.service(), called);
        }
    }

    private void say(String line) {
        if (!json.wanted()) {
            commandContext.screen().line(line);
        }
    }

    private void abort(ReplaysClient replaysClient, FeatureCatalog.Offer offer, String called) {
        try {
            replaysClient.abort(offer.service(), called);
            commandContext.screen().problem(called + " is aborted; ./warren replays " + called + " shows its progress");
        } catch (ServiceException e) {
            commandContext.screen().problem(called + " was not aborted: " + e.getMessage());
        }
    }

    private Instant moment(String option, String text, Instant now) {
        try {
            return PastTime.of(required(option, text), now);
        } catch (IllegalArgumentException e) {
            throw wrong(option + ": " + e.getMessage());
        }
    }

    /** Not left to the parser, which would want the option for the subcommand too. */
    private String required(String option, String value) {
        if (value == null) {
            throw wrong("Missing required option: " + option);
        }
        return value;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
