package dev.warren.modelchain.provider;

import dev.warren.modelchain.budget.Expense;
import dev.warren.modelchain.budget.Hold;
import dev.warren.modelchain.budget.NotYetException;
import dev.warren.modelchain.budget.OverBudgetException;
import dev.warren.modelchain.budget.TooLargeException;
import dev.warren.modelchain.budget.Treasury;
import dev.warren.modelchain.turn.NoTurnException;
import dev.warren.modelchain.turn.RetryAfter;
import dev.warren.modelchain.turn.Turn;
import dev.warren.modelchain.turn.Turnstile;
import java.time.Clock;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * An OpenAI-compatible endpoint. From the outside in: asked again once after an answer that cannot be used; each time
 * repeated after a passing failure; each attempt waits for its turn, has its money set aside, is not made while the
 * circuit is open, is entered into the log, for each is a call of its own to the one who sends the bill, and has its
 * time; and whatever comes back is named by what to do about it.
 */
final class EndpointProvider implements Provider {

    private final String name;
    private final String model;
    private final Guard guard;
    private final Turnstile turnstile;
    private final Treasury treasury;
    private final Clock clock;
    private final ResponseRoom room;
    private final Function<Question, Answer> asking;

    EndpointProvider(
            String name,
            String model,
            Guard guard,
            Turnstile turnstile,
            Treasury treasury,
            Clock clock,
            ResponseRoom room,
            Function<Question, Answer> asking) {
        this.name = name;
        this.model = model;
        this.guard = guard;
        this.turnstile = turnstile;
        this.treasury = treasury;
        this.clock = clock;
        this.room = room;
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
            return guard.repeated(() -> attempt(question, log));
        } catch (CircuitBreakerOpenException e) {
            throw notMade(CallOutcome.CIRCUIT_OPEN, e, log);
        } catch (NoTurnException e) {
            throw notMade(outcome(e), e, log);
        } catch (OverBudgetException | TooLargeException e) {
            log.notAllowed(name, model);
            throw e;
        } catch (RepeatCallException e) {
            throw new NextProviderException(e.outcome(), e);
        } catch (TimeoutException e) {
            throw new NextProviderException(CallOutcome.TIMEOUT, e);
        }
    }

    /** Who waits for money does so without a turn, which others can use meanwhile. */
    private Answer attempt(Question question, CallLog log) {
        CallLog.Open call = log.open(name, model);
        Expense expense = expense(question, call);
        try (Turn turn = turn(question);
                Hold hold = treasury.hold(expense)) {
            return guard.unlessOpen(() -> call(question, new Exchange(log, call, turn, hold, room)));
        } catch (NotYetException e) {
            try (Hold hold = treasury.awaitHold(expense);
                    Turn turn = turn(question)) {
                return guard.unlessOpen(() -> call(question, new Exchange(log, call, turn, hold, room)));
            }
        }
    }

    private Turn turn(Question question) {
        return turnstile.await(question.text().length());
    }

    private Expense expense(Question question, CallLog.Open call) {
        String words = question.text() + question.complaint();
        return new Expense(call.id(), question.payer(), question.feature(), words, name, model);
    }

    private Answer call(Question question, Exchange exchange) {
        CallOutcome how = CallOutcome.UNAVAILABLE;
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
            exchange.conclude(how);
            exchange.retryAfter()
                    .flatMap(value -> RetryAfter.read(value, clock.instant()))
                    .ifPresent(turnstile::rest);
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
            return asking.apply(question);
        } catch (RuntimeException thrown) {
            throw exchange.name(thrown);
        }
    }

    private NextProviderException notMade(CallOutcome why, RuntimeException cause, CallLog log) {
        log.notMade(name, model, why);
        return new NextProviderException(why, cause);
    }

    private static CallOutcome outcome(NoTurnException e) {
        return switch (e.reason()) {
            case RESTING -> CallOutcome.RESTING;
            case BUSY -> CallOutcome.BUSY;
        };
    }
}
