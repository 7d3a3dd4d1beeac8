package dev.warren.http;

import dev.warren.database.ServiceDatabase;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.DefaultExceptionMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers what needs a database that is unavailable with 503 and {@code Retry-After}, and every other failure as
 * before.
 */
@Provider
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class DatabaseUnavailableMapper implements ExceptionMapper<RuntimeException> {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final ServiceDatabase database;
    private final DefaultExceptionMapper others;

    DatabaseUnavailableMapper(ServiceDatabase database, DefaultExceptionMapper others) {
        this.database = database;
        this.others = others;
    }

    @Override
    public Response toResponse(RuntimeException failure) {
        return database.isUnavailable(failure) ? away().toResponse() : others.toResponse(failure);
    }

    private static HttpProblem away() {
        return ProblemType.DATABASE_UNAVAILABLE
                .builder("Nothing is lost: accepted messages wait. Try again later.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
