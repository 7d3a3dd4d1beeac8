package dev.warren.costledger.prices.quote;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameters of a quote, before anyone has looked at them. */
public class QuoteParameters {

    static final String PROVIDER = "provider";
    static final String MODEL = "model";
    static final String TEAM = "team";
    static final String TIER = "tier";
    static final String CALLS = "calls";
    static final String INPUT = "inputTokens";
    static final String CACHED = "cachedInputTokens";
    static final String CACHE_WRITE = "cacheWriteInputTokens";
    static final String OUTPUT = "outputTokens";
    static final String REASONING = "reasoningTokens";
    static final String BATCH = "batch";

    @QueryParam(PROVIDER)
    @Parameter(description = "The provider's name in the chain", example = "primary")
    String provider;

    @QueryParam(MODEL)
    @Parameter(example = "gpt-4o-mini")
    String model;

    @QueryParam(TEAM)
    @Parameter(description = "The team that the calls are for; without it, the price for all teams")
    String team;

    @QueryParam(TIER)
    @Parameter(description = "The service tier; the standard one unless given")
    String tier;

    @QueryParam(CALLS)
    @Parameter(description = "How many calls, between which the tokens are divided evenly; 1 unless given")
    String calls;

    @QueryParam(INPUT)
    @Parameter(description = "Of all requests, the next two included")
    String inputTokens;

    @QueryParam(CACHED)
    String cachedInputTokens;

    @QueryParam(CACHE_WRITE)
    String cacheWriteInputTokens;

    @QueryParam(OUTPUT)
    @Parameter(description = "Of all answers, the next ones included")
    String outputTokens;

    @QueryParam(REASONING)
    String reasoningTokens;

    @QueryParam(BATCH)
    @Parameter(description = "true: the calls are part of a batch")
    String batch;
}
