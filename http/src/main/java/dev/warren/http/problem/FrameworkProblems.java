package dev.warren.http.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;
import java.util.Map;

/** Gives problems that the framework raises (unknown paths, methods, media types, failures) a type and plain words. */
@Singleton
public class FrameworkProblems implements ProblemPostProcessor {

    private static final int BEFORE_ALL_OTHERS = 1000;
    private static final int SERVER_ERRORS = 500;
    private static final Map<Integer, HttpProblem> BY_STATUS = Map.of(
            401, ProblemType.UNAUTHENTICATED.problem("Send a valid bearer token in the header Authorization."),
            403, ProblemType.FORBIDDEN.problem("The caller may not do this."),
            404, ProblemType.NOT_FOUND.problem("Check the path; /q/openapi lists all operations."),
            405, ProblemType.METHOD_NOT_ALLOWED.problem("The header Allow, or /q/openapi, lists the methods."),
            406, ProblemType.NOT_ACCEPTABLE.problem("/q/openapi lists the media types of the operation's responses."),
            413, ProblemType.TOO_LARGE.problem("The body is larger than the operation allows."),
            415, ProblemType.UNSUPPORTED_MEDIA_TYPE.problem("/q/openapi lists the media types of the operation."));
    private static final HttpProblem INVALID =
            ProblemType.INVALID_REQUEST.problem("The request cannot be read; /q/openapi describes the operation.");
    private static final HttpProblem FAILED =
            ProblemType.INTERNAL_ERROR.problem("The request may be repeated; the log of the service has the cause.");

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
        HttpProblem known = BY_STATUS.getOrDefault(status, status < SERVER_ERRORS ? INVALID : FAILED);
        HttpProblem.Builder problem =
                HttpProblem.builder(known).withStatus(status).withInstance(raised.getInstance());
        raised.getHeaders().forEach(problem::withHeader);
        return problem.build();
    }
}
