package dev.warren.modelchain.provider.endpoint;

import dev.warren.modelchain.budget.HoldHandle;
import dev.warren.modelchain.budget.HoldRequester;
import dev.warren.modelchain.budget.PlannedCall;
import dev.warren.modelchain.ending.BudgetBusyException;
import dev.warren.modelchain.ending.OverBudgetException;
import dev.warren.modelchain.ending.TooLargeForBudgetException;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.ProviderException;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.ReaskException;
import dev.warren.modelchain.provider.RepeatCallException;
import dev.warren.modelchain.provider.call.CallContext;
import dev.warren.modelchain.provider.guard.ProviderGuard;
import dev.warren.modelchain.provider.reply.ClassifiedChatResponse;
import dev.warren.modelchain.turn.CallLimitException;
import dev.warren.modelchain.turn.Permit;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * An OpenAI-compatible endpoint. From the outside in: asked again once after an answer that cannot be used; each time
 * repeated after a passing failure; each attempt waits for its turn, has its money reserved, is not made while the
 * circuit is open, is entered into the log, for each is a call of its own to the one who sends the bill, and has its
 * time; and whatever comes back is named by what to do about it.
 */
final class EndpointProvider implements Provider {

    private final RemoteProvider remoteProvider;
    private final BiFunction<String, Question, Answer> asking;
    private final ProviderGuard providerGuard;
    private final HoldRequester holdRequester;
    private final Clock clock;

    /** @param asking asks a model of that name there, once */
    EndpointProvider(
            RemoteProvider remoteProvider,
            BiFunction<String, Question, Answer> asking,
            HoldRequester holdRequester,
            Clock clock) {
        this.remoteProvider = remoteProvider;
        this.asking = asking;
        this.providerGuard = remoteProvider.guard();
        this.holdRequester = holdRequester;
        this.clock = clock;
    }

    @Override
    public String name() {
        return remoteProvider.name();
    }

    @Override
    public String model(Feature feature) {
        return feature.modelAt(name(), remoteProvider.settings().model().orElseThrow());
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
        CallRetries callRetries = new CallRetries(remoteProvider.settings(), remoteProvider.callLimiter());
        try {
            return providerGuard.repeated(() -> callRetries.within(
                    () -> attempt(question, log, remoteProvider.callLimiter()::await, providerGuard::unlessOpen)));
        } catch (CircuitBreakerOpenException e) {
            throw notMade(question, CallOutcome.CIRCUIT_OPEN, e, log);
        } catch (CallLimitException e) {
            throw notMade(question, outcome(e), e, log);
        } catch (OverBudgetException | TooLargeForBudgetException e) {
            log.notAllowed(name(), model(question.feature()));
            throw e;
        } catch (RepeatCallException e) {
            throw new NextProviderException(e.outcome(), e);
        } catch (TimeoutException e) {
            throw new NextProviderException(CallOutcome.TIMEOUT, e);
        }
    }

    /**
     * One call, whatever the circuit breaker says, though the provider rests, and without a repetition. An answer ends
     * the rest.
     *
     * @throws RuntimeException that says what came of it instead of an answer
     */
    Answer once(Question question, CallLog log) {
        return attempt(question, log, remoteProvider.callLimiter()::awaitDespiteRest, Supplier::get);
    }

    /** Waiting for a hold releases the permit for other calls. */
    private Answer attempt(
            Question question, CallLog log, IntFunction<Permit> turns, Function<Supplier<Answer>, Answer> unlessOpen) {
        int characters = question.text().length();
        CallLog.Open call = log.open(name(), model(question.feature()));
        PlannedCall plannedCall = plannedCall(question, call);
        try (Permit permit = turns.apply(characters);
                HoldHandle hold = holdRequester.hold(plannedCall)) {
            return unlessOpen.apply(() -> call(question, exchange(log, call, permit, hold)));
        } catch (BudgetBusyException e) {
            try (HoldHandle hold = holdRequester.awaitHold(plannedCall);
                    Permit permit = turns.apply(characters)) {
                return unlessOpen.apply(() -> call(question, exchange(log, call, permit, hold)));
            }
        }
    }

    private CallContext exchange(CallLog log, CallLog.Open call, Permit permit, HoldHandle hold) {
        return new CallContext(log, call, permit, hold, remoteProvider.room(), remoteProvider.schemas(call.model()));
    }

    private PlannedCall plannedCall(Question question, CallLog.Open call) {
        String words = question.text() + question.complaint();
        return new PlannedCall(
                call.id(),
                question.attribution(),
                question.feature(),
                words,
                name(),
                model(question.feature()),
                remoteProvider.onLedger());
    }

    private Answer call(Question question, CallContext callContext) {
        CallOutcome how = CallOutcome.UNAVAILABLE;
        long began = System.nanoTime();
        try {
            Answer answer = inTime(question, callContext);
            how = CallOutcome.ANSWERED;
            return answer;
        } catch (ProviderException e) {
            how = e.outcome();
            throw e;
        } catch (TimeoutException e) {
            how = CallOutcome.TIMEOUT;
            throw e;
        } finally {
            remoteProvider
                    .standing()
                    .ended(how, Duration.ofNanos(System.nanoTime() - began).toMillis());
            callContext.conclude(how).ifPresent(this::heed);
        }
    }

    private void heed(ClassifiedChatResponse response) {
        remoteProvider.watch().heard(name(), response);
        if (response.isOutOfMoney()) {
            remoteProvider.callLimiter().restLongest();
        } else {
            response.patience(clock.instant()).ifPresent(remoteProvider.callLimiter()::rest);
        }
    }

    /** What is here when its time is over has been paid for, and is not bought again as if nothing had come. */
    private Answer inTime(Question question, CallContext callContext) {
        try {
            return providerGuard.inTime(() -> callContext.make(() -> named(question, callContext)));
        } catch (TimeoutException e) {
            return callContext.answer().orElseThrow(() -> callContext
                    .complaint()
                    .<RuntimeException>map(it -> it)
                    .orElse(e));
        }
    }

    private Answer named(Question question, CallContext callContext) {
        try {
            return asking.apply(model(question.feature()), question);
        } catch (RuntimeException thrown) {
            throw callContext.name(thrown);
        }
    }

    private NextProviderException notMade(Question question, CallOutcome why, RuntimeException cause, CallLog log) {
        log.notMade(name(), model(question.feature()), why);
        return new NextProviderException(why, cause);
    }

    private static CallOutcome outcome(CallLimitException e) {
        return switch (e.reason()) {
            case RESTING -> CallOutcome.RESTING;
            case BUSY -> CallOutcome.BUSY;
        };
    }
}
