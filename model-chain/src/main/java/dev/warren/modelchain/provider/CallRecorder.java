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
 * Enters every single call to an endpoint into the log of the work that it is made for. It sits inside of the guard, in
 * the client, so that each repetition is an entry of its own: it is a call of its own to the one who sends the bill.
 */
@ApplicationScoped
class CallRecorder implements ChatModelListener {

    private static final ScopedValue<Recording> RECORDING = ScopedValue.newInstance();

    private record Recording(CallLog log, String provider, String model) {}

    /** Makes calls; those among them that go through an endpoint's client are entered into the log. */
    static Answer recording(CallLog log, String provider, String model, Supplier<Answer> calls) {
        return ScopedValue.where(RECORDING, new Recording(log, provider, model)).call(calls::get);
    }

    @Override
    public void onRequest(ChatModelRequestContext request) {
        if (RECORDING.isBound()) {
            Recording to = RECORDING.get();
            request.attributes().put(CallRecorder.class, to.log().begin(to.provider(), to.model()));
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
