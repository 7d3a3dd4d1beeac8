package dev.warren.aiconsumer.holds;

import dev.warren.aiconsumer.estimate.TokenUpperBound;
import dev.warren.amqp.incoming.InFlightRegistry;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.modelchain.budget.HoldHandle;
import dev.warren.modelchain.budget.HoldRequester;
import dev.warren.modelchain.budget.PlannedCall;
import dev.warren.modelchain.ending.BudgetBusyException;
import dev.warren.modelchain.ending.HoldUndecidedException;
import dev.warren.modelchain.ending.NoHoldException;
import dev.warren.modelchain.ending.OverBudgetException;
import dev.warren.modelchain.ending.TooLargeForBudgetException;
import dev.warren.modelchain.message.Deadline;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
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

/** Requests holds from the ledger over the broker, only for calls that a hard budget limits. */
@ApplicationScoped
class BudgetClient implements HoldRequester {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofMinutes(1);
    /** So many questions in a row that were not answered: nor will the next one be. */
    private static final int SILENT = 3;

    private static final String SPENT = "The budget for this is spent";

    private final CurrentBudgetRules budgetRules;
    private final LedgerRpcClient ledgerClient;
    private final TokenUpperBound bound;
    private final HeldEventReleaser heldEventReleaser;
    private final ProviderRegistry providerRegistry;
    private final InFlightRegistry work;
    private final HoldsConfig config;
    private final HoldRequestMetrics metrics;
    private final Clock clock;
    private final String service;
    private final Map<String, PlannedCall> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean probing = new AtomicBoolean();

    BudgetClient(
            CurrentBudgetRules budgetRules,
            LedgerRpcClient ledgerClient,
            TokenUpperBound bound,
            HeldEventReleaser heldEventReleaser,
            ProviderRegistry providerRegistry,
            InFlightRegistry work,
            HoldsConfig config,
            HoldRequestMetrics metrics,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.budgetRules = budgetRules;
        this.ledgerClient = ledgerClient;
        this.bound = bound;
        this.heldEventReleaser = heldEventReleaser;
        this.providerRegistry = providerRegistry;
        this.work = work;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.service = service;
    }

    @Override
    public HoldHandle hold(PlannedCall plannedCall) {
        try {
            return attempt(plannedCall);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public HoldHandle awaitHold(PlannedCall plannedCall) {
        NoHoldException inVain = new HoldUndecidedException();
        try {
            long deadline = System.nanoTime()
                    + Deadline.current().atMost(config.maxWait()).toNanos();
            while (System.nanoTime() - deadline < 0 && !work.isStopping()) {
                Thread.sleep(config.retryDelay());
                try {
                    return attempt(plannedCall);
                } catch (BudgetBusyException e) {
                    inVain = e.inVain();
                } catch (HoldUndecidedException e) {
                    inVain = e;
                    break;
                }
            }
        } catch (InterruptedException e) {
            inVain = interrupted();
        }
        release(plannedCall);
        throw inVain;
    }

    /** Once the rules are known, a call that none of them limits is not held up by anything. */
    private HoldHandle attempt(PlannedCall plannedCall) throws InterruptedException {
        if (!budgetRules.await(config.replyTimeout())) {
            throw new BudgetBusyException(new HoldUndecidedException());
        }
        return budgetRules.current().limit(plannedCall) ? ask(plannedCall) : new Unlimited(plannedCall);
    }

    /**
     * Asks once for money for the calls under way that no rules limited when they began, and these do. They are made
     * whatever the answer is, which nobody waits for.
     */
    void holdLate(HardBudgetRules rules) {
        List<PlannedCall> limited =
                underWay.values().stream().filter(rules::limit).toList();
        for (PlannedCall plannedCall : limited) {
            if (underWay.remove(plannedCall.callId(), plannedCall)) {
                ledgerClient.tell(request(plannedCall), plannedCall.feature().name(), config.replyTimeout());
            }
        }
    }

    private HoldHandle ask(PlannedCall plannedCall) throws InterruptedException {
        long start = System.nanoTime();
        Optional<HoldDecided> answer = answer(plannedCall);
        metrics.asked(answer.map(HoldDecided::decision), Duration.ofNanos(System.nanoTime() - start));
        HoldDecided decided = answer.orElseThrow(() -> new BudgetBusyException(new HoldUndecidedException()));
        return switch (decided.decision()) {
            case GRANTED -> new Granted(plannedCall, start);
            case BUSY -> throw new BudgetBusyException(over(plannedCall, decided, SOON));
            case EXHAUSTED -> throw over(plannedCall, decided, SOON);
            case UNPRICED -> throw over(plannedCall, decided, LATER);
            case TOO_LARGE -> throw new TooLargeForBudgetException(message(decided));
        };
    }

    /** Where the ledger is known to be silent, one asks on at a time; the others, who may have a turn, do not wait. */
    private Optional<HoldDecided> answer(PlannedCall plannedCall) throws InterruptedException {
        boolean probe = unanswered.get() >= SILENT;
        if (probe && !probing.compareAndSet(false, true)) {
            throw new HoldUndecidedException();
        }
        try {
            Optional<HoldDecided> answer =
                    ledgerClient.ask(request(plannedCall), plannedCall.feature().name(), config.replyTimeout());
            unanswered.updateAndGet(before -> answer.isPresent() ? 0 : before + 1);
            return answer;
        } finally {
            if (probe) {
                probing.set(false);
            }
        }
    }

    /** What is not on the list of what is spent when somebody looks again, is released then. */
    private OverBudgetException over(PlannedCall plannedCall, HoldDecided decided, Duration lookAgain) {
        Optional<AwaitedBudget> awaited = Optional.ofNullable(decided.budget())
                .map(budget -> AwaitedBudget.of(budgetRules.current().account(budget, plannedCall), decided));
        awaited.ifPresent(room -> heldEventReleaser.lookAgain(room, lookAgain));
        Set<String> text = awaited.map(AwaitedBudget::text).map(Set::of).orElse(Set.of());
        return new OverBudgetException(message(decided), text, Optional.ofNullable(decided.until()));
    }

    private static String message(HoldDecided decided) {
        return Optional.ofNullable(decided.message()).orElse(SPENT);
    }

    private CloudEvent request(PlannedCall plannedCall) {
        HoldRequested request = new HoldRequested(
                plannedCall.callId(),
                plannedCall.attribution().event(),
                plannedCall.feature().name(),
                plannedCall.onLedger(),
                plannedCall.model(),
                bound.input(plannedCall.model(), plannedCall.feature(), plannedCall.words(), config.marginTokens()),
                bound.output(plannedCall.provider()),
                config.lifetime().toSeconds());
        return ContractCodec.hold(service, request, plannedCall.attribution().who(), clock);
    }

    private void release(PlannedCall plannedCall) {
        HoldReleased released = new HoldReleased(plannedCall.callId());
        CloudEvent message = ContractCodec.release(
                service, released, plannedCall.attribution().who(), clock);
        ledgerClient.tell(message, plannedCall.feature().name(), config.replyTimeout());
    }

    private static HoldUndecidedException interrupted() {
        Thread.currentThread().interrupt();
        return new HoldUndecidedException();
    }

    /** For a call that no budget limits, as far as is known. */
    private final class Unlimited implements HoldHandle {

        private final PlannedCall plannedCall;
        private boolean begun;
        private boolean used;

        Unlimited(PlannedCall plannedCall) {
            this.plannedCall = plannedCall;
        }

        @Override
        public boolean lasts() {
            return true;
        }

        @Override
        public void begin() {
            begun = true;
            underWay.put(plannedCall.callId(), plannedCall);
        }

        @Override
        public void use() {
            used = true;
        }

        /** What was reserved meanwhile for a call that nobody took is given back. */
        @Override
        public void close() {
            boolean announced = begun && !underWay.remove(plannedCall.callId(), plannedCall);
            if (announced && !used) {
                release(plannedCall);
            }
        }
    }

    /** Used by the thread that makes the call, and closed by it. */
    private final class Granted implements HoldHandle {

        private final PlannedCall plannedCall;
        private final long since;
        private boolean used;

        Granted(PlannedCall plannedCall, long since) {
            this.plannedCall = plannedCall;
            this.since = since;
        }

        @Override
        public boolean lasts() {
            Duration end = Duration.ofNanos(System.nanoTime() - since)
                    .plus(providerRegistry.timeouts().getOrDefault(plannedCall.provider(), Duration.ZERO));
            return end.compareTo(config.lifetime()) < 0;
        }

        @Override
        public void use() {
            used = true;
        }

        @Override
        public void close() {
            if (!used) {
                release(plannedCall);
            }
        }
    }
}
