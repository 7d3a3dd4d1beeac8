package dev.warren.modelchain.budget;

import dev.warren.modelchain.ending.BudgetBusyException;
import dev.warren.modelchain.ending.NoHoldException;
import dev.warren.modelchain.ending.OverBudgetException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Grants whatever is asked for, unless a test says otherwise, and remembers it. */
@ApplicationScoped
public class FakeHoldRequester implements HoldRequester {

    public static final Instant UNTIL = Instant.parse("2026-12-01T00:00:00Z");

    private final List<PlannedCall> asked = new ArrayList<>();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> released = new ArrayList<>();
    private final Map<String, NoHoldException> refused = new ConcurrentHashMap<>();

    private boolean aged;

    public synchronized void reset() {
        aged = false;
        asked.clear();
        begun.clear();
        released.clear();
        refused.clear();
    }

    /** From now on, no call to the provider is allowed. */
    public void exhausts(String provider) {
        refuses(
                provider,
                new OverBudgetException("The budget is spent", Set.of("daily " + provider), Optional.of(UNTIL)));
    }

    /** From now on, money is not certain any more when the request is to be sent. */
    public synchronized void ages() {
        aged = true;
    }

    public void refuses(String provider, NoHoldException why) {
        refused.put(provider, why);
    }

    public synchronized List<PlannedCall> asked() {
        return List.copyOf(asked);
    }

    /** Calls whose request has gone out. */
    public List<String> begun() {
        return begun;
    }

    /** Calls that were not made after all. */
    public synchronized List<String> released() {
        return List.copyOf(released);
    }

    @Override
    public HoldHandle hold(PlannedCall plannedCall) {
        return decide(plannedCall, false);
    }

    @Override
    public HoldHandle awaitHold(PlannedCall plannedCall) {
        return decide(plannedCall, true);
    }

    private synchronized HoldHandle decide(PlannedCall plannedCall, boolean patient) {
        asked.add(plannedCall);
        NoHoldException why = refused.get(plannedCall.provider());
        if (why != null && !(why instanceof BudgetBusyException && patient)) {
            throw why;
        }
        return new Given(plannedCall, !aged);
    }

    private final class Given implements HoldHandle {

        private final PlannedCall plannedCall;
        private final boolean lasts;
        private boolean used;

        Given(PlannedCall plannedCall, boolean lasts) {
            this.plannedCall = plannedCall;
            this.lasts = lasts;
        }

        @Override
        public boolean lasts() {
            return lasts;
        }

        @Override
        public void begin() {
            begun.add(plannedCall.callId());
        }

        @Override
        public void use() {
            used = true;
        }

        @Override
        public void close() {
            synchronized (FakeHoldRequester.this) {
                if (!used) {
                    released.add(plannedCall.callId());
                }
            }
        }
    }
}
