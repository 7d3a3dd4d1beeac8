package dev.warren.aiconsumer.holds;

import dev.warren.aiconsumer.estimate.UpperBound;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.Messages;
import dev.warren.messaging.incoming.WorkInProgress;
import dev.warren.modelchain.Deadline;
import dev.warren.modelchain.budget.Expense;
import dev.warren.modelchain.budget.Hold;
import dev.warren.modelchain.budget.NoDecisionException;
import dev.warren.modelchain.budget.NoHoldException;
import dev.warren.modelchain.budget.NotYetException;
import dev.warren.modelchain.budget.OverBudgetException;
import dev.warren.modelchain.budget.TooLargeException;
import dev.warren.modelchain.budget.Treasury;
import dev.warren.modelchain.provider.Endpoints;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ledger as treasury: asked over the broker, for those calls alone that a hard budget limits. */
@ApplicationScoped
class Ledger implements Treasury {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofMinutes(1);
    /** So many questions in a row that were not answered: nor will the next one be. */
    private static final int SILENT = 3;

    private static final String SPENT = "The budget for this is spent";

    private final RuleBook book;
    private final LedgerLine line;
    private final UpperBound bound;
    private final Releases releases;
    private final Endpoints endpoints;
    private final WorkInProgress work;
    private final HoldsConfig config;
    private final HoldMetrics metrics;
    private final Clock clock;
    private final String service;
    private final Map<String, Expense> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean probing = new AtomicBoolean();

    Ledger(
            RuleBook book,
            LedgerLine line,
            UpperBound bound,
            Releases releases,
            Endpoints endpoints,
            WorkInProgress work,
            HoldsConfig config,
            HoldMetrics metrics,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.book = book;
        this.line = line;
        this.bound = bound;
        this.releases = releases;
        this.endpoints = endpoints;
        this.work = work;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.service = service;
    }

    @Override
    public Hold hold(Expense expense) {
        try {
            return attempt(expense);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public Hold awaitHold(Expense expense) {
        NoHoldException inVain = new NoDecisionException();
        try {
            long deadline = System.nanoTime()
                    + Deadline.current().atMost(config.patience()).toNanos();
            while (System.nanoTime() - deadline < 0 && !work.isStopping()) {
                Thread.sleep(config.pause());
                try {
                    return attempt(expense);
                } catch (NotYetException e) {
                    inVain = e.inVain();
                } catch (NoDecisionException e) {
                    inVain = e;
                    break;
                }
            }
        } catch (InterruptedException e) {
            inVain = interrupted();
        }
        release(expense);
        throw inVain;
    }

    /** Once the rules are known, a call that none of them limits is not held up by anything. */
    private Hold attempt(Expense expense) throws InterruptedException {
        if (!book.await(config.answerWithin())) {
            throw new NotYetException(new NoDecisionException());
        }
        return book.current().limit(expense) ? ask(expense) : new Unlimited(expense);
    }

    /**
     * Asks once for money for the calls under way that no rules limited when they began, and these do. They are made
     * whatever the answer is, which nobody waits for.
     */
    void holdLate(Rules rules) {
        List<Expense> limited = underWay.values().stream().filter(rules::limit).toList();
        for (Expense expense : limited) {
            if (underWay.remove(expense.callId(), expense)) {
                line.tell(request(expense), expense.feature().name(), config.answerWithin());
            }
        }
    }

    private Hold ask(Expense expense) throws InterruptedException {
        long start = System.nanoTime();
        Optional<HoldDecided> answer = answer(expense);
        metrics.asked(answer.map(HoldDecided::decision), Duration.ofNanos(System.nanoTime() - start));
        HoldDecided decided = answer.orElseThrow(() -> new NotYetException(new NoDecisionException()));
        return switch (decided.decision()) {
            case GRANTED -> new Granted(expense, start);
            case BUSY -> throw new NotYetException(over(expense, decided, SOON));
            case EXHAUSTED -> throw over(expense, decided, SOON);
            case UNPRICED -> throw over(expense, decided, LATER);
            case TOO_LARGE -> throw new TooLargeException(message(decided));
        };
    }

    /** Where the ledger is known to be silent, one asks on at a time; the others, who may have a turn, do not wait. */
    private Optional<HoldDecided> answer(Expense expense) throws InterruptedException {
        boolean probe = unanswered.get() >= SILENT;
        if (probe && !probing.compareAndSet(false, true)) {
            throw new NoDecisionException();
        }
        try {
            Optional<HoldDecided> answer =
                    line.ask(request(expense), expense.feature().name(), config.answerWithin());
            unanswered.updateAndGet(before -> answer.isPresent() ? 0 : before + 1);
            return answer;
        } finally {
            if (probe) {
                probing.set(false);
            }
        }
    }

    /** What is not on the list of what is spent when somebody looks again, is released then. */
    private OverBudgetException over(Expense expense, HoldDecided decided, Duration lookAgain) {
        Optional<Awaited> awaited = Optional.ofNullable(decided.budget())
                .map(budget -> Awaited.of(book.current().account(budget, expense), decided));
        awaited.ifPresent(room -> releases.lookAgain(room, lookAgain));
        Set<String> text = awaited.map(Awaited::text).map(Set::of).orElse(Set.of());
        return new OverBudgetException(message(decided), text, Optional.ofNullable(decided.until()));
    }

    private static String message(HoldDecided decided) {
        return Optional.ofNullable(decided.message()).orElse(SPENT);
    }

    private CloudEvent request(Expense expense) {
        HoldRequested request = new HoldRequested(
                expense.callId(),
                expense.payer().event(),
                expense.feature().name(),
                expense.onLedger(),
                expense.model(),
                bound.input(expense.model(), expense.feature(), expense.words(), config.marginTokens()),
                bound.output(expense.provider()),
                config.lifetime().toSeconds());
        return Messages.hold(service, request, expense.payer().who(), clock);
    }

    private void release(Expense expense) {
        HoldReleased released = new HoldReleased(expense.callId());
        CloudEvent message = Messages.release(service, released, expense.payer().who(), clock);
        line.tell(message, expense.feature().name(), config.answerWithin());
    }

    private static NoDecisionException interrupted() {
        Thread.currentThread().interrupt();
        return new NoDecisionException();
    }

    /** For a call that no budget limits, as far as is known. */
    private final class Unlimited implements Hold {

        private final Expense expense;
        private boolean begun;
        private boolean used;

        Unlimited(Expense expense) {
            this.expense = expense;
        }

        @Override
        public boolean lasts() {
            return true;
        }

        @Override
        public void begin() {
            begun = true;
            underWay.put(expense.callId(), expense);
        }

        @Override
        public void use() {
            used = true;
        }

        /** What was set aside meanwhile for a call that nobody took is given back. */
        @Override
        public void close() {
            boolean announced = begun && !underWay.remove(expense.callId(), expense);
            if (announced && !used) {
                release(expense);
            }
        }
    }

    /** Used by the thread that makes the call, and closed by it. */
    private final class Granted implements Hold {

        private final Expense expense;
        private final long since;
        private boolean used;

        Granted(Expense expense, long since) {
            this.expense = expense;
            this.since = since;
        }

        @Override
        public boolean lasts() {
            Duration end = Duration.ofNanos(System.nanoTime() - since)
                    .plus(endpoints.timeouts().getOrDefault(expense.provider(), Duration.ZERO));
            return end.compareTo(config.lifetime()) < 0;
        }

        @Override
        public void use() {
            used = true;
        }

        @Override
        public void close() {
            if (!used) {
                release(expense);
            }
        }
    }
}
