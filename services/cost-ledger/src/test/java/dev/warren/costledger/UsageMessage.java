package dev.warren.costledger;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.ProviderReport;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * A usage message in the making, as an AI consumer would publish it: every field has a sensible value to begin with.
 */
public final class UsageMessage {

    /** When calls are made unless a test says otherwise. */
    public static final Instant NOON = Instant.parse("2025-07-15T12:00:00Z");

    private String eventId = "t-1001";
    private String reusedCallId;
    private String callId = UUID.randomUUID().toString();
    private String feature = "ticket-triage";
    private String provider = "primary";
    private String model = "test-small";
    private long inputTokens = 1_000;
    private long cachedInputTokens;
    private long cacheWriteTokens;
    private long outputTokens = 100;
    private long reasoningTokens;
    private boolean batch;
    private boolean tokensKnown = true;
    private String outcome = "answered";
    private Attribution who = new Attribution("u-1", "emea");
    private Instant at = NOON;
    private ProviderReport providerReport;
    private Spared spared;

    private UsageMessage() {}

    /** An answered call with known tokens to a model that the tests' own price list knows. */
    public static UsageMessage any() {
        return new UsageMessage();
    }

    public UsageMessage callId(String id) {
        callId = id;
        return this;
    }

    public UsageMessage event(String id) {
        eventId = id;
        return this;
    }

    public UsageMessage feature(String name) {
        feature = name;
        return this;
    }

    public UsageMessage who(String user, String team) {
        who = new Attribution(user, team);
        return this;
    }

    public UsageMessage to(String providerName, String modelName) {
        provider = providerName;
        model = modelName;
        return this;
    }

    public UsageMessage tokens(long input, long cached, long output) {
        inputTokens = input;
        cachedInputTokens = cached;
        outputTokens = output;
        return this;
    }

    /** Of the input and of the output. */
    public UsageMessage special(long cacheWrite, long reasoning) {
        cacheWriteTokens = cacheWrite;
        reasoningTokens = reasoning;
        return this;
    }

    public UsageMessage inBatch() {
        batch = true;
        return this;
    }

    /** The provider gave no counts. */
    public UsageMessage unknownTokens() {
        tokensKnown = false;
        return tokens(0, 0, 0);
    }

    /** No call: an answer was used again, which the given call had bought. */
    public UsageMessage reuseOf(String call) {
        reusedCallId = call;
        return this;
    }

    public UsageMessage outcome(String word) {
        outcome = word;
        return this;
    }

    /** What the provider said besides. */
    public UsageMessage reported(ProviderReport said) {
        providerReport = said;
        return this;
    }

    /** The call was served by another model, or in a tier; null for what was not said. */
    public UsageMessage served(String servedModel, String tier) {
        return reported(new ProviderReport(null, servedModel, tier, null, List.of()));
    }

    /** A cascade did not have to ask somebody. */
    public UsageMessage sparing(String providerName, String modelName) {
        spared = new Spared(providerName, modelName);
        return this;
    }

    public UsageMessage at(Instant when) {
        at = when;
        return this;
    }

    public CloudEvent event() {
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        return reusedCallId == null
                ? ContractCodec.usage("classifier", called(), who, clock)
                : ContractCodec.reused("classifier", reused(), who, clock);
    }

    private AnswerReused reused() {
        return new AnswerReused(
                callId,
                new EventRef("/shop/helpdesk", eventId, "ticket.created"),
                feature,
                provider,
                model,
                reusedCallId,
                inputTokens,
                cachedInputTokens,
                outputTokens,
                tokensKnown,
                cacheWriteTokens,
                reasoningTokens,
                batch,
                providerReport);
    }

    private ModelCalled called() {
        return new ModelCalled(
                callId,
                new EventRef("/shop/helpdesk", eventId, "ticket.created"),
                feature,
                provider,
                model,
                inputTokens,
                cachedInputTokens,
                outputTokens,
                tokensKnown,
                outcome,
                1,
                250,
                cacheWriteTokens,
                reasoningTokens,
                batch,
                providerReport,
                spared);
    }

    public byte[] bytes() {
        return EventFormatProvider.getInstance()
                .resolveFormat(ContractCodec.CLOUDEVENTS_JSON)
                .serialize(event());
    }
}
