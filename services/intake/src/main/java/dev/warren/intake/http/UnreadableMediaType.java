package dev.warren.intake.http;

import dev.warren.intake.Door;
import dev.warren.intake.IntakeMetrics;
import dev.warren.intake.event.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a request whose content type the framework cannot even read like one whose content type is not supported. */
class UnreadableMediaType {

    @Inject
    IntakeMetrics metrics;

    @ServerExceptionMapper
    Response refuse(NotSupportedException e) {
        RefusedException refused = Mode.unsupported();
        metrics.refused(Door.HTTP, refused.refusal());
        return Problems.of(refused).toResponse();
    }
}
