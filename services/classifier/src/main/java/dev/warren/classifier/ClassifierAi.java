package dev.warren.classifier;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** How a model is asked for a label. */
interface ClassifierAi {

    /**
     * One call.
     *
     * @param labels the vocabulary, one line each
     * @param key marks where the text begins and ends
     * @param text the event's text
     * @param complaint what was wrong with the previous answer, or empty
     */
    @SystemMessage(fromResource = "prompts/classify-system.txt")
    @UserMessage(fromResource = "prompts/classify-user.txt")
    Verdict classify(
            @V("labels") String labels, @V("key") String key, @V("text") String text, @V("complaint") String complaint);
}
