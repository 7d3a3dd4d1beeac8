package dev.warren.modelchain;

import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Result;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Messages of this service, attributed to whom the event is attributed to. */
@ApplicationScoped
class Envelopes {

    private final String service;
    private final Clock clock;

    Envelopes(@ConfigProperty(name = "quarkus.application.name") String service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    CloudEvent result(CloudEvent event, Result result, Outcome outcome) {
        return Messages.result(service, result, outcome, Attribution.of(event), clock);
    }

    CloudEvent usage(CloudEvent event, ModelCalled called) {
        return Messages.usage(service, called, Attribution.of(event), clock);
    }
}
