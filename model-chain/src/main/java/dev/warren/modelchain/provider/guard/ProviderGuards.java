package dev.warren.modelchain.provider.guard;

import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;

/** Gives each provider a guard of its own. */
@ApplicationScoped
public class ProviderGuards {

    private final List<ProviderGuard> slots;
    private final CircuitBreakerMaintenance breakers;

    ProviderGuards(Instance<ProviderGuard> slots, CircuitBreakerMaintenance breakers) {
        this.slots = slots.handlesStream()
                .sorted(Comparator.comparing(
                        slot -> slot.getBean().getBeanClass().getName()))
                .<ProviderGuard>map(Instance.Handle::get)
                .toList();
        this.breakers = breakers;
    }

    /** The guard of the provider that has this place among those that can be asked, from 0. */
    public ProviderGuard slot(int place) {
        return slots.get(place);
    }

    /** Whether it lets no call through. */
    public boolean isOpen(int place) {
        return breakers.currentState(GuardSlots.BREAKER + "%02d".formatted(place)) == CircuitBreakerState.OPEN;
    }
}
