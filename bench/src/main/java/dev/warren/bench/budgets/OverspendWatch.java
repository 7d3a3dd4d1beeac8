package dev.warren.bench.budgets;

import dev.warren.bench.lab.LedgerApi;
import dev.warren.bench.lab.LedgerBalance;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks every 20 ms at what the provider wants and at what the ledger says, each in a thread of its own, and keeps what
 * must not be. Thread-safe.
 */
final class OverspendWatch implements AutoCloseable {

    private static final int PERIOD_MILLIS = 20;
    private static final int KEPT = 20;

    private final ProviderMeter providerMeter;
    private final LedgerApi ledger;
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger looksAtProvider = new AtomicInteger();
    private final AtomicInteger looksAtLedger = new AtomicInteger();
    private final AtomicInteger inVain = new AtomicInteger();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private volatile BigDecimal limit;
    private volatile BigDecimal fullest = BigDecimal.ZERO;
    private volatile Optional<LedgerBalance> balance = Optional.empty();

    /**
     * Begins.
     *
     * @param limit that nothing may exceed
     */
    OverspendWatch(ProviderMeter providerMeter, LedgerApi ledger, BigDecimal limit) {
        this.providerMeter = providerMeter;
        this.ledger = ledger;
        this.limit = limit;
        again(this::lookAtProvider);
        again(this::lookAtLedger);
    }

    /** Nothing may exceed this from now on. */
    void allow(BigDecimal higher) {
        limit = higher;
    }

    /** What the ledger said last. */
    Optional<LedgerBalance> standing() {
        return balance;
    }

    /** The part of the limit that is used and not only held, from 0 to 1. */
    double used() {
        return balance.map(now -> now.used().doubleValue() / limit.doubleValue())
                .orElse(0.0);
    }

    /** The provider's sums. */
    ProviderMeter.Sums most() {
        return providerMeter.most();
    }

    /** The most that was spent, assumed and held at one moment. */
    BigDecimal fullest() {
        return fullest;
    }

    int looksAtProvider() {
        return looksAtProvider.get();
    }

    int looksAtLedger() {
        return looksAtLedger.get();
    }

    /** How often the ledger did not answer. */
    int inVain() {
        return inVain.get();
    }

    /** What must not be, the first of it. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What is thrown would end it silently. */
    private void again(Runnable look) {
        Runnable careful = () -> {
            try {
                look.run();
            } catch (RuntimeException e) {
                violated("nobody could look: " + e);
            }
        };
        ScheduledFuture<?> _ = threads.scheduleAtFixedRate(careful, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void lookAtProvider() {
        looksAtProvider.incrementAndGet();
        providerMeter.look(limit).ifPresent(this::violated);
    }

    private void lookAtLedger() {
        try {
            ledger.standing().ifPresent(this::see);
            looksAtLedger.incrementAndGet();
        } catch (IOException e) {
            inVain.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void see(LedgerBalance now) {
        balance = Optional.of(now);
        fullest = fullest.max(now.sum());
        if (now.sum().compareTo(now.limit()) > 0) {
            violated("the ledger says that more is spent, assumed and held than allowed: " + now);
        }
    }

    private void violated(String what) {
        if (violations.size() < KEPT) {
            violations.add(what);
        }
    }
}
