package dev.warren.modelchain.provider;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the {@link Exchange} how the call ended. It sits in the client, where the tokens of every answer are known. */
@ApplicationScoped
class CallRecorder implements ChatModelListener {

    @Override
    public void onResponse(ChatModelResponseContext response) {
        Exchange.current()
                .ifPresent(exchange ->
                        exchange.answered(tokens(response.chatResponse().tokenUsage())));
    }

    @Override
    public void onError(ChatModelErrorContext error) {
        Exchange.current().ifPresent(exchange -> exchange.failed(error.error()));
    }

    private static Tokens tokens(TokenUsage usage) {
        if (usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null) {
            return Tokens.UNKNOWN;
        }
        return Tokens.counted(usage.inputTokenCount(), cached(usage), usage.outputTokenCount(), reasoning(usage));
    }

    private static long cached(TokenUsage usage) {
        return usage instanceof OpenAiTokenUsage openAi
                        && openAi.inputTokensDetails() != null
                        && openAi.inputTokensDetails().cachedTokens() != null
                ? openAi.inputTokensDetails().cachedTokens()
                : 0;
    }

    private static long reasoning(TokenUsage usage) {
        return usage instanceof OpenAiTokenUsage openAi
                        && openAi.outputTokensDetails() != null
                        && openAi.outputTokensDetails().reasoningTokens() != null
                ? openAi.outputTokensDetails().reasoningTokens()
                : 0;
    }
}
