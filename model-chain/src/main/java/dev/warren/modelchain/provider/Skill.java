package dev.warren.modelchain.provider;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.FeatureKind;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.TokenCounted;

/**
 * What an AI consumer brings; everything around it is the same for all of them. Implementations are safe for use by
 * many threads.
 */
public interface Skill extends FeatureKind {

    /**
     * Asks a model: one call, and a look at the answer.
     *
     * @throws ReaskException if the answer is outside of what the feature allows
     */
    Answer ask(ChatModel model, Question question);

    /** Gets ready to answer without a network; called once for every feature that may ask, off the start path. */
    Local prepare(Feature feature, Embedder embedder);

    /** Whether that needs the embedding model, which is loaded before. */
    default boolean embeds() {
        return true;
    }

    /** A feature of the embedded provider that is ready to answer. */
    @FunctionalInterface
    interface Local {

        /**
         * Answers; the same text always gets the same answer.
         *
         * @throws ReaskException if the text has none
         */
        TokenCounted<Answer> answer(String text);
    }
}
