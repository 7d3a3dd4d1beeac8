package dev.warren.newcomer;

import dev.langchain4j.model.output.structured.Description;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.ReaskException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a model says, before anyone has looked at it: it may be missing or too long. */
@RegisterForReflection
record ModelNewcomer(@Description("plain text") String headline) {

    /** In languages that put no spaces between words, a word is what is between two of them. */
    private static final int LONGEST_WORD = 100;

    /**
     * The same as an answer.
     *
     * @throws ReaskException if it is none; the model is told so and asked again
     */
    Answer within(int maxWords) {
        if (headline == null || headline.isBlank()) {
            throw new ReaskException("the headline is empty.");
        }
        String text = headline.strip();
        if (text.length() > (long) maxWords * LONGEST_WORD || text.split("\\s+", -1).length > maxWords) {
            throw new ReaskException("the headline has more than %d words.".formatted(maxWords));
        }
        return new Answer(new NewcomerOutput(text), null);
    }
}
