package dev.warren.notifier.stream;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the log is followed: a client that is sent here gets what happens now. */
@Readiness
@Singleton
class StreamTailReadiness implements HealthCheck {

    private final StreamTail streamTail;

    StreamTailReadiness(StreamTail streamTail) {
        this.streamTail = streamTail;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("results log followed")
                .status(streamTail.connected())
                .build();
    }
}
