package dev.warren.modelchain.feature;

import com.fasterxml.jackson.core.JsonPointer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The unit that people configure, pay for and watch. Valid by construction: {@link FeatureRules} has passed it.
 *
 * @param name unique within the service; part of routing keys
 * @param kind what it produces
 * @param version counted up when its answers change their meaning
 * @param events CloudEvents types, possibly ending in {@code *}
 * @param text where the text is in the event's data
 * @param providers names in the order in which they are asked
 * @param maxLength the longest text, in characters
 * @param minConfidence below it, a person should look
 * @param settings what only its skill knows
 * @param onExhausted what becomes of an event whose budget does not allow a call
 * @param cache whether and for how long an answer is used again
 * @param onConflict what becomes of an event that is published again with other content
 * @param models the models that it asks for at providers, by provider; for the others, it is the provider's own
 * @param answerWhen how sure an answer must be, from 0 to 1, by provider; where it is less sure, the next one is asked
 */
public record Feature(
        String name,
        OutputKind kind,
        int version,
        List<String> events,
        List<JsonPointer> text,
        List<String> providers,
        int maxLength,
        BigDecimal minConfidence,
        SkillSettings settings,
        OnExhausted onExhausted,
        Cache cache,
        OnConflict onConflict,
        Map<String, String> models,
        Map<String, BigDecimal> answerWhen) {

    static final String ANY_REST = "*";

    public Feature {
        events = List.copyOf(events);
        text = List.copyOf(text);
        providers = List.copyOf(providers);
        models = Map.copyOf(models);
        answerWhen = Map.copyOf(answerWhen);
    }

    /** Creates a feature that calls each provider's default model and takes the first answer. */
    public Feature(
            String name,
            OutputKind kind,
            int version,
            List<String> events,
            List<JsonPointer> text,
            List<String> providers,
            int maxLength,
            BigDecimal minConfidence,
            SkillSettings settings,
            OnExhausted onExhausted,
            Cache cache,
            OnConflict onConflict) {
        this(
                name,
                kind,
                version,
                events,
                text,
                providers,
                maxLength,
                minConfidence,
                settings,
                onExhausted,
                cache,
                onConflict,
                Map.of(),
                Map.of());
    }

    /** Something that no event asks for and nobody configures. */
    public static Feature internal(String name, OutputKind kind) {
        return new Feature(
                name,
                kind,
                1,
                List.of(),
                List.of(),
                List.of(),
                1,
                BigDecimal.ZERO,
                SkillSettings.NONE,
                OnExhausted.FAIL,
                new Cache(false, Duration.ZERO),
                OnConflict.KEEP);
    }

    /** The record that its skill has read for it. */
    public <T extends Record> T settings(Class<T> type) {
        return type.cast(settings.values());
    }

    /** The model that it asks for at a provider, whose own model is this. */
    public String modelAt(String provider, String own) {
        return models.getOrDefault(provider, own);
    }

    /** Whether events of the type are its business. */
    public boolean listensTo(String type) {
        return events.stream().anyMatch(pattern -> matches(pattern, type));
    }

    /**
     * What becomes of answers that were bought.
     *
     * @param enabled whether the same question is answered without asking again
     * @param lifetime for how long
     */
    public record Cache(boolean enabled, Duration lifetime) {}

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith(ANY_REST)
                ? type.startsWith(pattern.substring(0, pattern.length() - ANY_REST.length()))
                : type.equals(pattern);
    }
}
