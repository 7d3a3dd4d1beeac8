package dev.warren.modelchain.provider;

import dev.warren.modelchain.budget.Expense;
import dev.warren.modelchain.budget.Hold;
import dev.warren.modelchain.budget.NotYetException;
import dev.warren.modelchain.budget.OverBudgetException;
import dev.warren.modelchain.budget.TooLargeException;
import dev.warren.modelchain.budget.Treasury;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.turn.NoTurnException;
import dev.warren.modelchain.turn.Turn;
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
 * repeated after a passing failure; each attempt waits for its turn, has its money set aside, is not made while the
 * circuit is open, is entered into the log, for each is a call of its own to the one who sends the bill, and has its
 * time; and whatever comes back is named by what to do about it.
 */
final class EndpointProvider implements Provider {

    private final Remote remote;
    private final BiFunction<String, Question, Answer> asking;
    private final Guard guard;
    private final Treasury treasury;
    private final Clock clock;

    /** @param asking asks a model of that name there, once */
    EndpointProvider(Remote remote, BiFunction<String, Question, Answer> asking, Treasury treasury, Clock clock) {
        this.remote = remote;
        this.asking = asking;
        this.guard = remote.guard();
        this.treasury = treasury;
        this.clock = clock;
    }

    @Override
    public String name() {
        return remote.name();
    }

    @Override
    public String model(Feature feature) {
        return feature.modelAt(name(), remote.settings().model().orElseThrow());
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
        Repetitions repetitions = new Repetitions(remote.settings(), remote.turnstile());
        try {
            return guard.repeated(() ->
                    repetitions.within(() -> attempt(question, log, remote.turnstile()::await, guard::unlessOpen)));
        } catch (CircuitBreakerOpenException e) {
            throw notMade(question, CallOutcome.CIRCUIT_OPEN, e, log);
        } catch (NoTurnException e) {
            throw notMade(question, outcome(e), e, log);
        } catch (OverBudgetException | TooLargeException e) {
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
        return attempt(question, log, remote.turnstile()::awaitDespiteRest, Supplier::get);
    }

    /** Who waits for money does so without a turn, which others can use meanwhile. */
    private Answer attempt(
            Question question, CallLog log, IntFunction<Turn> turns, Function<Supplier<Answer>, Answer> unlessOpen) {
        int characters = question.text().length();
        CallLog.Open call = log.open(name(), model(question.feature()));
        Expense expense = expense(question, call);
        try (Turn turn = turns.apply(characters);
                Hold hold = treasury.hold(expense)) {
            return unlessOpen.apply(() -> call(question, exchange(log, call, turn, hold)));
        } catch (NotYetException e) {
            try (Hold hold = treasury.awaitHold(expense);
                    Turn turn = turns.apply(characters)) {
                return unlessOpen.apply(() -> call(question, exchange(log, call, turn, hold)));
            }
        }
    }

    private Exchange exchange(CallLog log, CallLog.Open call, Turn turn, Hold hold) {
        return new Exchange(log, call, turn, hold, remote.room(), remote.schemas(call.model()));
    }

    private Expense expense(Question question, CallLog.Open call) {
        String words = question.text() + question.complaint();
        return new Expense(
                call.id(),
                question.payer(),
                question.feature(),
                words,
                name(),
                model(question.feature()),
                remote.onLedger());
    }

    private Answer call(Question question, Exchange exchange) {
        CallOutcome how = CallOutcome.UNAVAILABLE;
        long began = System.nanoTime();
        try {
            Answer answer = inTime(question, exchange);
            how = CallOutcome.ANSWERED;
            return answer;
        } catch (ProviderException e) {
            how = e.outcome();
            throw e;
        } catch (TimeoutException e) {
            how = CallOutcome.TIMEOUT;
            throw e;
        } finally {
            remote.standing()
                    .ended(how, Duration.ofNanos(System.nanoTime() - began).toMillis());
            exchange.conclude(how).ifPresent(this::heed);
        }
    }

    private void heed(Reply reply) {
        remote.watch().heard(name(), reply);
        if (reply.isOutOfMoney()) {
            remote.turnstile().restLongest();
        } else {
            reply.patience(clock.instant()).ifPresent(remote.turnstile()::rest);
        }
    }

    /** What is here when its time is over has been paid for, and is not bought again as if nothing had come. */
    private Answer inTime(Question question, Exchange exchange) {
        try {
            return guard.inTime(() -> exchange.make(() -> named(question, exchange)));
        } catch (TimeoutException e) {
            return exchange.answer()
                    .orElseThrow(() ->
                            exchange.complaint().<RuntimeException>map(it -> it).orElse(e));
        }
    }

    private Answer named(Question question, Exchange exchange) {
        try {
            return asking.apply(model(question.feature()), question);
        } catch (RuntimeException thrown) {
            throw exchange.name(thrown);
        }
    }

    private NextProviderException notMade(Question question, CallOutcome why, RuntimeException cause, CallLog log) {
        log.notMade(name(), model(question.feature()), why);
        return new NextProviderException(why, cause);
    }

    private static CallOutcome outcome(NoTurnException e) {
        return switch (e.reason()) {
            case RESTING -> CallOutcome.RESTING;
            case BUSY -> CallOutcome.BUSY;
        };
    }
}
