package dev.warren.cli.money;

import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.ServiceException;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteClient;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.TerminalOutput;
import dev.warren.cli.session.UrlQuery;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger says that calls cost; it is not asked the same again and again. Where the ledger does not answer
 * nobody knows, which {@link #report} says. Not thread-safe.
 */
public final class PriceQuoteClient {

    private static final int MOST_KNOWN = 1_000;
    private static final String QUOTE = "/v1/prices/quote";

    private final SuiteClient suite;
    private final Map<Calls, Optional<PriceQuote>> known = new HashMap<>();
    private ServiceException failure;

    public PriceQuoteClient(SuiteClient suite) {
        this.suite = suite;
    }

    /**
     * Calls to a model.
     *
     * @param count how many; a cost of none is that of none
     * @param inputTokens of all their requests, the cached ones among them
     * @param cachedInputTokens of all their requests
     * @param outputTokens of all their answers
     */
    public record Calls(
            String provider, String model, long count, long inputTokens, long cachedInputTokens, long outputTokens) {

        /** One of which nobody knows yet what it will use. */
        public static Calls any(String provider, String model) {
            return new Calls(provider, model, 1, 0, 0, 0);
        }
    }

    /** What calls cost that are made now; empty where the ledger has no price or does not answer. */
    public Optional<PriceQuote> of(Calls calls) {
        if (!known.containsKey(calls)) {
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            try {
                known.put(calls, ask(calls));
                failure = null;
            } catch (ServiceException e) {
                failure = e;
            }
        }
        return known.getOrDefault(calls, Optional.empty());
    }

    /** Why the ledger did not answer when it was last asked; empty if it did. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Says if the ledger did not answer when it was last asked, and gives the exit code that follows. */
    public int report(TerminalOutput terminalOutput) {
        if (failure == null) {
            return ExitCode.DONE;
        }
        terminalOutput.problem(failure.getMessage());
        return failure.exitCode();
    }

    private Optional<PriceQuote> ask(Calls calls) {
        String path = UrlQuery.of(QUOTE)
                .with("provider", calls.provider())
                .with("model", calls.model())
                .with("calls", Math.max(1, calls.count()))
                .with("inputTokens", calls.inputTokens())
                .with("cachedInputTokens", calls.cachedInputTokens())
                .with("outputTokens", calls.outputTokens())
                .toString();
        try {
            return Optional.of(ServiceJson.read(suite.get(SuiteService.LEDGER, path), PriceQuote.class));
        } catch (ServiceException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
