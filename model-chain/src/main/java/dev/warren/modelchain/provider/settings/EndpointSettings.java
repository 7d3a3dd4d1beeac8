package dev.warren.modelchain.provider.settings;

import dev.warren.modelchain.turn.CallLimitSettings;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * An OpenAI-compatible endpoint and how it is guarded. Below {@code warren.providers.<name>}; as environment variables
 * {@code WARREN_PROVIDERS_<NAME>_URL} and so on. All keys are on one level: {@link ProviderNames} counts on it.
 */
public interface EndpointSettings extends CallLimitSettings {

    /** The part of the heap that responses may take. */
    int PART_OF_RESPONSES = 32;

    /** The base address, up to and including the version: {@code https://api.openai.com/v1}. */
    Optional<String> url();

    /** The key; empty for a server that wants none. */
    Optional<String> key();

    /** The model to ask, unless a feature names another one. */
    Optional<String> model();

    /** What the provider is called on the ledger: in prices, spend and budgets; its own name unless given. */
    Optional<String> priceProvider();

    /** Whether the server knows the response format {@code json_schema}; without it the prompt describes the answer. */
    @WithDefault("true")
    boolean jsonSchema();

    /** The temperature; empty leaves it to the server, which some models insist on. */
    Optional<Double> temperature();

    /** The most tokens that an answer may have. */
    @WithDefault("800")
    int maxOutputTokens();

    /** The largest response that is read, in bytes as they come; one that goes on beyond it is ended. */
    @WithDefault("4M")
    MemorySize maxResponseSize();

    /**
     * How many bytes all responses that are under way may take together; by default a 32nd of the heap. Beyond it the
     * largest is ended, and its call is repeated. One that is alone may be as large as {@link #maxResponseSize()}.
     */
    Optional<MemorySize> responseMemory();

    /** {@link #responseMemory()}, or what stands for it. */
    default long mostOfResponses() {
        return responseMemory()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / PART_OF_RESPONSES);
    }

    /** How the server is told {@link #maxOutputTokens()}. */
    @WithDefault("max-completion-tokens")
    MaxTokensParameter maxTokensParameter();

    /** The longest that a single call may take. */
    @WithDefault("15s")
    Duration timeout();

    /**
     * How often a call is repeated after 408, 429, 5xx, a failed connection or a timeout, within
     * {@link dev.warren.modelchain.provider.RetrySettings#maxDuration()}.
     */
    @WithDefault("2")
    int maxRetries();

    /** The pause before the first repetition; it doubles with each further one. */
    @WithDefault("300ms")
    Duration retryDelay();

    /** The longest pause before a repetition. */
    @WithDefault("5s")
    Duration maxRetryDelay();

    /** A pause is up to this much longer or shorter, so that not all callers come back at once. */
    @WithDefault("200ms")
    Duration retryJitter();

    /** The breaker looks at this many of the last calls... */
    @WithDefault("20")
    int breakerVolume();

    /** ...and opens when this share of them, from 0 to 1, had to be repeated... */
    @WithDefault("0.5")
    double breakerRatio();

    /** ...for this long. */
    @WithDefault("5s")
    Duration breakerDelay();
}
