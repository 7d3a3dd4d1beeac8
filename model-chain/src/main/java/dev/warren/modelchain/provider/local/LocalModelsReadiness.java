package dev.warren.modelchain.provider.local;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the embedded provider can answer. */
@ApplicationScoped
@Readiness
class LocalModelsReadiness implements HealthCheck {

    private final LocalModels models;

    LocalModelsReadiness(LocalModels models) {
        this.models = models;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("embedded models")
                .status(models.ready())
                .build();
    }
}
