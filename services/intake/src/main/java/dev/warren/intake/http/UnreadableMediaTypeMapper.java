package dev.warren.intake.http;

import dev.warren.intake.accept.IntakeMetrics;
import dev.warren.intake.accept.IntakeProtocol;
import dev.warren.intake.event.EventRefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a request whose content type the framework cannot even read like one whose content type is not supported. */
class UnreadableMediaTypeMapper {

    @Inject
    IntakeMetrics metrics;

    @ServerExceptionMapper
    Response refuse(NotSupportedException e) {
        EventRefusedException refused = ContentMode.unsupported();
        metrics.refused(IntakeProtocol.HTTP, refused.refusal());
        return IntakeProblems.of(refused).toResponse();
    }
}
