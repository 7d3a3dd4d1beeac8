package dev.warren.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A service did not do what it was asked; the message is a sentence for the operator that names it. */
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int NONE = 0;

    private final transient SuiteService service;
    private final int status;

    private ServiceException(SuiteService service, int status, String message, Throwable cause) {
        super(message, cause);
        this.service = service;
        this.status = status;
    }

    static ServiceException silent(SuiteService service, URI address, Exception cause) {
        String why = cause instanceof ConnectException ? "" : " (" + cause.getMessage() + ")";
        return new ServiceException(
                service,
                NONE,
                service.title() + " does not answer at " + address + why + "; see ./warren status",
                cause);
    }

    /** It does not run, others of the suite do. */
    static ServiceException stopped(SuiteService service) {
        String sentence = "%s is not running; start it with ./warren up, or point %s at another one"
                .formatted(service.title(), service.variable());
        return new ServiceException(service, NONE, sentence, null);
    }

    /** Neither does any other. */
    static ServiceException nothingRuns(SuiteService service) {
        String sentence = "no service is running; start them with ./warren up, or point WARREN_STATE at another suite"
                + " that runs, and WARREN_INTAKE_URL and so on (see docs/cli.md) name services elsewhere";
        return new ServiceException(service, NONE, sentence, null);
    }

    static ServiceException refused(SuiteService service, int status, JsonNode problem) {
        return new ServiceException(
                service, status, service.title() + " answered " + status + ": " + sentence(problem), null);
    }

    /** Who it was. */
    public SuiteService service() {
        return service;
    }

    /** Whether there was no answer at all. */
    public boolean isSilence() {
        return status == NONE;
    }

    /** Whether the answer was that there is no such thing. */
    public boolean isNotFound() {
        return status == NOT_FOUND;
    }

    /** Whether asking again later may help. */
    public boolean isTemporary() {
        return isSilence() || status == UNAVAILABLE;
    }

    /** The command's exit code on its account. */
    public int exitCode() {
        return isSilence() ? ExitCode.NOT_RUNNING : ExitCode.FAILED;
    }

    /** What a problem document (RFC 9457) says, with each fault that it names. */
    private static String sentence(JsonNode problem) {
        List<String> parts = new ArrayList<>();
        for (JsonNode fault : problem.path("faults")) {
            parts.add(fault.path("field").asText() + " " + fault.path("detail").asText());
        }
        String title = problem.path("title").asText("no explanation");
        return parts.isEmpty() ? problem.path("detail").asText(title) : title + ": " + String.join("; ", parts);
    }
}
