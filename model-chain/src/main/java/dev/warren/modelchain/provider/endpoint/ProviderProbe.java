package dev.warren.modelchain.provider.endpoint;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.output.structured.Description;
import dev.warren.contracts.v1.Output;
import dev.warren.modelchain.budget.CallAttribution;
import dev.warren.modelchain.ending.NoHoldException;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.OutputKind;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.ProviderException;
import dev.warren.modelchain.provider.ProviderTestResult;
import dev.warren.modelchain.provider.ProviderTestResult.Finding;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.ReaskException;
import dev.warren.modelchain.provider.call.StructuredOutput;
import dev.warren.modelchain.turn.CallLimitException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** The smallest question that shows what works at a provider. */
final class ProviderProbe {

    private static final StructuredOutput<Reply> FORM = new StructuredOutput<>(Reply.class);
    private static final OutputKind KIND = new OutputKind("probe", Reply.class);
    private static final String INSTRUCTIONS = "Do what the text says.";
    private static final String TEXT = "Say yes.";

    private ProviderProbe() {}

    /** What the model fills in. */
    @RegisterForReflection
    record Reply(@Description("the word yes") String word) implements Output {}

    static Answer ask(ChatModel model, Question question) {
        Reply reply = FORM.fill(model, INSTRUCTIONS, question);
        if (reply.word() == null) {
            throw new ReaskException("The word is missing.");
        }
        return new Answer(reply, null);
    }

    static Question question(String feature, CallAttribution callAttribution) {
        return Question.of(Feature.internal(feature, KIND), TEXT, callAttribution);
    }

    static ProviderTestResult put(
            EndpointProvider provider, RemoteProvider remoteProvider, Question question, CallLog log) {
        RuntimeException thrown = null;
        try {
            provider.once(question, log);
        } catch (ProviderException | TimeoutException | CallLimitException | NoHoldException e) {
            thrown = e;
        }
        return trial(remoteProvider, provider.model(question.feature()), thrown, log);
    }

    private static ProviderTestResult trial(
            RemoteProvider remoteProvider, String model, RuntimeException thrown, CallLog log) {
        Optional<CallLogEntry> call = log.made().stream().reduce((first, second) -> second);
        boolean answered = thrown == null || thrown instanceof ReaskException;
        Throwable cause = answered ? null : thrown.getCause();
        boolean modelIsMissing = cause instanceof ModelNotFoundException;
        return new ProviderTestResult(
                remoteProvider.name(),
                remoteProvider.onLedger(),
                model,
                call.map(made -> made.outcome().word()).orElseGet(() -> whyNotMade(thrown)),
                call.map(CallLogEntry::millis).orElse(0L),
                key(answered || modelIsMissing || cause instanceof InvalidRequestException, cause),
                answered ? Finding.WORKS : modelIsMissing ? Finding.FAILS : Finding.UNKNOWN,
                schema(remoteProvider, model, answered, thrown),
                answered ? Finding.of(call.orElseThrow().tokens().known()) : Finding.UNKNOWN);
    }

    /** A server that refuses the schema is asked without one in the same call. */
    private static Finding schema(
            RemoteProvider remoteProvider, String model, boolean answered, RuntimeException thrown) {
        if (!remoteProvider.settings().jsonSchema()) {
            return Finding.OFF;
        }
        return answered
                ? Finding.of(thrown == null && remoteProvider.schemas(model).isTaken())
                : Finding.UNKNOWN;
    }

    private static Finding key(boolean taken, Throwable cause) {
        if (taken) {
            return Finding.WORKS;
        }
        return cause instanceof AuthenticationException ? Finding.FAILS : Finding.UNKNOWN;
    }

    private static String whyNotMade(RuntimeException thrown) {
        return switch (thrown) {
            case CallLimitException _ -> CallOutcome.BUSY.word();
            case NoHoldException _ -> CallOutcome.OVER_BUDGET.word();
            default -> CallOutcome.UNAVAILABLE.word();
        };
    }
}
