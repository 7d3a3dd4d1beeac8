package dev.warren.http.guard;

import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.DefaultExceptionMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;

/** A connection that ends within the body of a request is no fault of the service; other failures are as before. */
@Provider
public class AbortedRequestMapper implements ExceptionMapper<IOException> {

    private final HttpServerRequest request;
    private final DefaultExceptionMapper others;

    AbortedRequestMapper(HttpServerRequest request, DefaultExceptionMapper others) {
        this.request = request;
        this.others = others;
    }

    @Override
    public Response toResponse(IOException failure) {
        return hasNoReader(request.response()) ? brokenOff().toResponse() : others.toResponse(failure);
    }

    /** Whether an answer would reach nobody: one was sent, or its connection is gone. */
    static boolean hasNoReader(HttpServerResponse response) {
        return response.ended() || response.closed();
    }

    private static HttpProblem brokenOff() {
        return ProblemType.INCOMPLETE_BODY.problem("The connection ended before the body did.");
    }
}
