package dev.warren.modelchain.provider.reply;

import dev.warren.modelchain.provider.ResponseMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tracks providers that reject calls for a reason that an operator must fix (invalid key, no credit). One successful
 * call clears it. Thread-safe.
 */
@ApplicationScoped
public class RefusingProviders {

    private final Clock clock;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<String, Instant> answered = new ConcurrentHashMap<>();

    RefusingProviders(Clock clock) {
        this.clock = clock;
    }

    /** The providers that refuse to work at present, each since the first refusal. */
    public List<Trouble> troubles() {
        return List.copyOf(troubles.values());
    }

    /** When each provider last answered, of those that have done so since this process began. */
    public Map<String, Instant> answered() {
        return Map.copyOf(answered);
    }

    /** Since when the provider refuses the key; empty while it does not, and before the first call. */
    public Optional<Instant> keyRefusedSince(String provider) {
        return trouble(provider, Cause.KEY_REFUSED).map(Trouble::since);
    }

    /** Whether there was no money left at the provider when it was last asked. */
    public boolean isOutOfMoney(String provider) {
        return trouble(provider, Cause.QUOTA_EXHAUSTED).isPresent();
    }

    private Optional<Trouble> trouble(String provider, Cause cause) {
        return Optional.ofNullable(troubles.get(provider)).filter(trouble -> trouble.cause() == cause);
    }

    public void heard(String provider, ClassifiedChatResponse response) {
        if (response.isAnswer()) {
            answered.put(provider, clock.instant());
            troubles.remove(provider);
        } else {
            cause(response)
                    .ifPresent(cause -> troubles.compute(
                            provider,
                            (_, before) -> before != null && before.cause() == cause
                                    ? before.again(clock.instant())
                                    : since(provider, cause, response)));
        }
    }

    private Trouble since(String provider, Cause cause, ClassifiedChatResponse response) {
        Instant now = clock.instant();
        return new Trouble(provider, cause, now, now, response.said("", false));
    }

    private static Optional<Cause> cause(ClassifiedChatResponse response) {
        if (response.isOutOfMoney()) {
            return Optional.of(Cause.QUOTA_EXHAUSTED);
        }
        return response.isKeyRefused() ? Optional.of(Cause.KEY_REFUSED) : Optional.empty();
    }

    /** Why a provider refuses to work. */
    public enum Cause {
        /** The key is wrong, or may not be used for this. */
        KEY_REFUSED,
        /** There is no money left at the provider. */
        QUOTA_EXHAUSTED
    }

    /**
     * A provider refuses to work.
     *
     * @param provider its name in the chain
     * @param cause why
     * @param since when it was first refused without an answer since then
     * @param last when it was last refused
     * @param said what it said at first
     */
    public record Trouble(String provider, Cause cause, Instant since, Instant last, ResponseMetadata said) {

        private Trouble again(Instant now) {
            return new Trouble(provider, cause, since, now, said);
        }

        /** For how long it has refused, as far as it was asked. */
        public Duration length() {
            return Duration.between(since, last);
        }
    }
}
