package dev.warren.notifier.stream;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the log is followed: a client that is sent here gets what happens now. */
@Readiness
@Singleton
class TailReadiness implements HealthCheck {

    private final Tail tail;

    TailReadiness(Tail tail) {
        this.tail = tail;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("results log followed")
                .status(tail.connected())
                .build();
    }
}
