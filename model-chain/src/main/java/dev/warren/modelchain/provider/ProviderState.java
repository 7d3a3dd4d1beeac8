package dev.warren.modelchain.provider;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a provider is doing, as this instance of the service sees it.
 *
 * @param name its name in chains
 * @param model the model that is asked, unless a feature names another one
 * @param onLedger what it is called in prices, spend and budgets; empty where its calls cost nothing
 * @param state the worst of what is the matter with it
 * @param keyRefusedSince since when it refuses the key
 * @param restSeconds for how long it is left alone; 0 where it is not
 * @param limit calls that may be in flight
 * @param inFlight calls that are
 * @param waiting calls that wait for their turn
 * @param calls how many calls of late the next two are about
 * @param medianMillis the median time of an answer
 * @param failed how many of the calls were not answered
 */
public record ProviderState(
        String name,
        String model,
        Optional<String> onLedger,
        State state,
        Optional<Instant> keyRefusedSince,
        long restSeconds,
        int limit,
        int inFlight,
        int waiting,
        int calls,
        OptionalLong medianMillis,
        int failed) {

    /** The state of a provider, as one word. */
    public enum State {
        /** It answers, as far as is known. */
        READY,
        /** The embedded models are not loaded yet. */
        NOT_READY,
        /** It sent {@code Retry-After}. */
        RESTING,
        /** The circuit is open: too many calls failed. */
        OPEN,
        /** The account there has no credit left. */
        OUT_OF_MONEY,
        /** It rejects the API key. */
        KEY_REFUSED;

        /** The word used in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
