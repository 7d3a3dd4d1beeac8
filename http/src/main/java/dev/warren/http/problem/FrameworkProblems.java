package dev.warren.http.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;

/** Gives problems that the framework raises (unknown paths, methods, media types, failures) a type and plain words. */
@Singleton
public class FrameworkProblems implements ProblemPostProcessor {

    private static final int BEFORE_ALL_OTHERS = 1000;
    private static final int SERVER_ERRORS = 500;

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return problem.getType() == null ? typed(problem) : problem;
    }

    @Override
    public int priority() {
        return BEFORE_ALL_OTHERS;
    }

    private static HttpProblem typed(HttpProblem raised) {
        int status = raised.getStatusCode();
        HttpProblem.Builder problem = plain(status).withStatus(status).withInstance(raised.getInstance());
        raised.getHeaders().forEach(problem::withHeader);
        return problem.build();
    }

    private static HttpProblem.Builder plain(int status) {
        return switch (status) {
            case 401 -> ProblemType.UNAUTHENTICATED.builder("Send a valid bearer token in the header Authorization.");
            case 403 -> ProblemType.FORBIDDEN.builder("The caller may not do this.");
            case 404 -> ProblemType.NOT_FOUND.builder("Check the path; /q/openapi lists all operations.");
            case 405 -> ProblemType.METHOD_NOT_ALLOWED.builder("The header Allow, or /q/openapi, lists the methods.");
            case 406 -> ProblemType.NOT_ACCEPTABLE.builder("/q/openapi lists the media types of the responses.");
            case 413 -> ProblemType.TOO_LARGE.builder("The body is larger than the operation allows.");
            case 415 ->
                ProblemType.UNSUPPORTED_MEDIA_TYPE.builder("/q/openapi lists the media types of the operation.");
            default -> otherwise(status);
        };
    }

    private static HttpProblem.Builder otherwise(int status) {
        return status < SERVER_ERRORS
                ? ProblemType.INVALID_REQUEST.builder("The request cannot be read; /q/openapi describes the operation.")
                : ProblemType.INTERNAL_ERROR.builder(
                        "The request may be repeated; the log of the service has the cause.");
    }
}
