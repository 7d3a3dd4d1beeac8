package dev.warren.intake.http;

import dev.warren.contracts.event.Publication;
import dev.warren.http.ReadsContentEncoding;
import dev.warren.intake.IntakeConfig;
import dev.warren.intake.accept.AcceptedEventPublisher;
import dev.warren.intake.accept.IntakeMetrics;
import dev.warren.intake.accept.IntakeProtocol;
import dev.warren.intake.accept.NotConfirmedException;
import dev.warren.intake.event.EventRefusedException;
import io.cloudevents.CloudEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Takes events over HTTP. */
@ReadsContentEncoding
public class EventIntakeResource implements EventsApi {

    @Inject
    RequestReader requests;

    @Inject
    InFlightBodies inFlightBodies;

    @Inject
    CurrentVertxRequest exchange;

    @Inject
    AcceptedEventPublisher events;

    @Inject
    OutcomeLinks outcomeLinks;

    @Inject
    IntakeMetrics metrics;

    @Inject
    IntakeConfig config;

    @Inject
    Clock clock;

    @Override
    @RunOnVirtualThread
    public Response post(InputStream body, HttpHeaders headers) throws IOException {
        try (InFlightBodies.Share share =
                inFlightBodies.share(exchange.getCurrent().request())) {
            List<CloudEvent> batch = requests.read(headers, body, share);
            events.publish(IntakeProtocol.HTTP, batch, Optional.of(Publication.at(clock.instant())));
            return accepted(batch);
        } catch (EventRefusedException e) {
            metrics.refused(IntakeProtocol.HTTP, e.refusal());
            throw IntakeProblems.of(e);
        } catch (NotConfirmedException e) {
            throw IntakeProblems.of(e, config.retryAfter());
        } catch (BusyException e) {
            metrics.busy(IntakeProtocol.HTTP);
            throw IntakeProblems.busy(config.retryAfter());
        }
    }

    private Response accepted(List<CloudEvent> batch) {
        Response.ResponseBuilder response = Response.accepted(outcomeLinks.accepted(batch));
        if (batch.size() == 1) {
            response.location(outcomeLinks.outcomes(batch.getFirst()));
        }
        return response.build();
    }
}
