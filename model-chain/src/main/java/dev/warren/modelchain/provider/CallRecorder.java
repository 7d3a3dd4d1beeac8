package dev.warren.modelchain.provider;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Says how a call to an endpoint ended. It sits in the client, where the tokens are known, and inside of the guard, so
 * that each repetition ends by itself: it is a call of its own to the one who sends the bill.
 */
@ApplicationScoped
class CallRecorder implements ChatModelListener {

    private static final ScopedValue<CallLog.Open> CALL = ScopedValue.newInstance();

    /** Sends one request through an endpoint's client, which ends the entry. */
    static Answer recording(CallLog.Open call, Supplier<Answer> request) {
        return ScopedValue.where(CALL, call).call(request::get);
    }

    @Override
    public void onRequest(ChatModelRequestContext request) {
        if (CALL.isBound()) {
            request.attributes().put(CallRecorder.class, CALL.get());
        }
    }

    @Override
    public void onResponse(ChatModelResponseContext response) {
        if (response.attributes().get(CallRecorder.class) instanceof CallLog.Open call) {
            call.end(CallOutcome.ANSWERED, tokens(response.chatResponse().tokenUsage()));
        }
    }

    @Override
    public void onError(ChatModelErrorContext error) {
        if (error.attributes().get(CallRecorder.class) instanceof CallLog.Open call) {
            if (Faults.unsent(error.error())) {
                call.endUnsent();
            } else {
                call.end(outcome(error.error()), Tokens.UNKNOWN);
            }
        }
    }

    private static CallOutcome outcome(Throwable error) {
        return error instanceof RuntimeException e ? Faults.of(e).outcome() : CallOutcome.UNAVAILABLE;
    }

    private static Tokens tokens(TokenUsage usage) {
        if (usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null) {
            return Tokens.UNKNOWN;
        }
        return new Tokens(usage.inputTokenCount(), cached(usage), usage.outputTokenCount(), true);
    }

    private static long cached(TokenUsage usage) {
        return usage instanceof OpenAiTokenUsage openAi
                        && openAi.inputTokensDetails() != null
                        && openAi.inputTokensDetails().cachedTokens() != null
                ? openAi.inputTokensDetails().cachedTokens()
                : 0;
    }
}
