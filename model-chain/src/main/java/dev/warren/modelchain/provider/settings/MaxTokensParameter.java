package dev.warren.modelchain.provider.settings;

import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;

/** How a server is told the most tokens of an answer; there are two names for it. */
public enum MaxTokensParameter {
    /** {@code max_completion_tokens}: OpenAI's name. Its reasoning models refuse the older one. */
    MAX_COMPLETION_TOKENS {
        @Override
        public void set(OpenAiChatModelBuilder builder, int tokens) {
            builder.maxCompletionTokens(tokens);
        }
    },
    /** {@code max_tokens}: the older name. Some other servers know only this one, and ignore or refuse the newer. */
    MAX_TOKENS {
        @Override
        public void set(OpenAiChatModelBuilder builder, int tokens) {
            builder.maxTokens(tokens);
        }
    };

    public abstract void set(OpenAiChatModelBuilder builder, int tokens);
}
