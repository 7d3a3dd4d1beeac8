package dev.warren.intake.http;

import dev.warren.contracts.v1.Publication;
import dev.warren.intake.AcceptedEvents;
import dev.warren.intake.Door;
import dev.warren.intake.IntakeConfig;
import dev.warren.intake.IntakeMetrics;
import dev.warren.intake.NotConfirmedException;
import dev.warren.intake.event.RefusedException;
import dev.warren.messaging.http.Unpacks;
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
@Unpacks
public class EventsResource implements EventsApi {

    @Inject
    RequestReader requests;

    @Inject
    InHand inHand;

    @Inject
    CurrentVertxRequest exchange;

    @Inject
    AcceptedEvents events;

    @Inject
    Following following;

    @Inject
    IntakeMetrics metrics;

    @Inject
    IntakeConfig config;

    @Inject
    Clock clock;

    @Override
    @RunOnVirtualThread
    public Response post(InputStream body, HttpHeaders headers) throws IOException {
        try (InHand.Share share = inHand.share(exchange.getCurrent().request())) {
            List<CloudEvent> batch = requests.read(headers, body, share);
            events.publish(Door.HTTP, batch, Optional.of(Publication.at(clock.instant())));
            return accepted(batch);
        } catch (RefusedException e) {
            metrics.refused(Door.HTTP, e.refusal());
            throw Problems.of(e);
        } catch (NotConfirmedException e) {
            throw Problems.of(e, config.retryAfter());
        } catch (BusyException e) {
            metrics.busy(Door.HTTP);
            throw Problems.busy(config.retryAfter());
        }
    }

    private Response accepted(List<CloudEvent> batch) {
        Response.ResponseBuilder response = Response.accepted(following.accepted(batch));
        if (batch.size() == 1) {
            response.location(following.outcomes(batch.getFirst()));
        }
        return response.build();
    }
}
