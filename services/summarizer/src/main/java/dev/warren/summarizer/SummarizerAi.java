package dev.warren.summarizer;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** How a model is asked for a summary. */
interface SummarizerAi {

    /**
     * One call.
     *
     * @param sentences the most sentences
     * @param words the most words
     * @param key marks where the text begins and ends
     * @param text the event's text
     * @param complaint what was wrong with the previous answer, or empty
     */
    @SystemMessage(fromResource = "prompts/summarize-system.txt")
    @UserMessage(fromResource = "prompts/summarize-user.txt")
    Digest summarize(
            @V("sentences") int sentences,
            @V("words") int words,
            @V("key") String key,
            @V("text") String text,
            @V("complaint") String complaint);
}
