package dev.warren.modelchain.provider;

import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * An OpenAI-compatible endpoint. From the outside in: asked again once after an answer that cannot be used; each time
 * guarded, which may make several calls; each call written down before it is made and recorded when it ends; and
 * whatever comes back named by what to do about it.
 */
final class EndpointProvider implements Provider {

    private final String name;
    private final String model;
    private final Guard guard;
    private final Function<Question, Answer> asking;

    EndpointProvider(String name, String model, Guard guard, Function<Question, Answer> asking) {
        this.name = name;
        this.model = model;
        this.guard = guard;
        this.asking = asking;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public Answer answer(Question question, CallLog log) {
        try {
            return ask(question, log);
        } catch (ReaskException first) {
            return askAgain(question.again(first.getMessage()), log);
        }
    }

    private Answer askAgain(Question question, CallLog log) {
        try {
            return ask(question, log);
        } catch (ReaskException second) {
            throw new NextProviderException(second.outcome(), second);
        }
    }

    private Answer ask(Question question, CallLog log) {
        try {
            return guard.call(() -> call(question, log));
        } catch (CircuitBreakerOpenException e) {
            log.notMade(name, model, CallOutcome.CIRCUIT_OPEN);
            throw new NextProviderException(CallOutcome.CIRCUIT_OPEN, e);
        } catch (RepeatCallException e) {
            throw new NextProviderException(e.outcome(), e);
        } catch (TimeoutException e) {
            throw new NextProviderException(CallOutcome.TIMEOUT, e);
        }
    }

    private Answer call(Question question, CallLog log) {
        CallLog.Open call = log.begin(name, model);
        try {
            return CallRecorder.recording(call, () -> asking.apply(question));
        } catch (RuntimeException thrown) {
            ProviderException named = Faults.of(thrown);
            if (named instanceof ReaskException) {
                log.correctLast(named.outcome());
            }
            throw named;
        }
    }
}
