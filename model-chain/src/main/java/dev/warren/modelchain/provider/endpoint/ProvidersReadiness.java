package dev.warren.modelchain.provider.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Says with readiness how providers are doing. It is no reason not to be ready: others answer, or events wait. */
@ApplicationScoped
@Readiness
class ProvidersReadiness implements HealthCheck {

    private final ProvidersByName providers;

    ProvidersReadiness(ProvidersByName providers) {
        this.providers = providers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("providers").up();
        providers
                .states()
                .forEach(state -> health.withData(state.name(), state.state().word()));
        return health.build();
    }
}
