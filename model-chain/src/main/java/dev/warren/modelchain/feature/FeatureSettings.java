package dev.warren.modelchain.feature;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The features as they are written down, below {@code warren.features}: what features of every kind have. A key that is
 * neither listed here nor in the settings of the service's skill is an error.
 */
@ConfigMapping(prefix = "warren.features")
public interface FeatureSettings {

    /** The features by name. A name is part of routing keys: lower-case letters, digits and hyphens. */
    @WithParentName
    Map<String, Entry> features();

    /** One feature. */
    interface Entry {

        /** What to produce: what the service can, such as {@code classification}. */
        Optional<String> kind();

        /** Counted up when the feature's answers change their meaning; part of what identifies an answer. */
        @WithDefault("1")
        int version();

        /** Whether the feature is on. */
        @WithDefault("true")
        boolean enabled();

        /** CloudEvents types to listen to; a {@code *} at the end stands for any rest. */
        Optional<List<String>> events();

        /** JSON Pointers (RFC 6901) into the event's data; the texts found there are joined by an empty line. */
        Optional<List<String>> text();

        /** Providers in the order in which they are asked; without it, {@code warren.providers}. */
        Optional<List<String>> providers();

        /** The models to ask for, by provider; without one, the provider's own. */
        Map<String, String> models();

        /**
         * When an answer is good enough, by provider, where answers have a confidence: {@code confidence >= 0.9}.
         * Otherwise the next provider is asked; if none of those answers, the surest answer stands.
         */
        Map<String, String> answerWhen();

        /** The longest text that is worked on, in characters. */
        @WithDefault("20000")
        int maxLength();

        /** Below this confidence, from 0 to 1, an answer that has one is marked for a person to look at. */
        @WithDefault("0")
        double minConfidence();

        /**
         * What becomes of an event whose budget does not allow a call: {@code hold}, {@code downgrade}, {@code fail}.
         */
        @WithDefault("hold")
        OnExhausted onExhausted();

        /** What becomes of answers that were bought. */
        Cache cache();

        /**
         * What becomes of an event that is published again with other content, after an answer to the earlier content:
         * {@code keep}, {@code new-revision}.
         */
        @WithDefault("keep")
        OnConflict onConflict();
    }

    /** What becomes of answers that were bought. What the embedded models answer costs nothing and is not kept. */
    interface Cache {

        /** Whether the same question, asked by another event, is answered without asking a provider again. */
        @WithDefault("true")
        boolean enabled();

        /** For how long an answer is used again. */
        @WithDefault("24h")
        Duration lifetime();
    }
}
