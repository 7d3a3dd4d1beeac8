package dev.warren.notifier.dead;

import dev.warren.deadletters.queue.DeadLetterLogEntry;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;

/** {@code GET /v1/dead-letters/history}: what happened to the dead letters of all services. */
@Path("/v1/dead-letters/history")
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterHistoryResource {

    private static final Logger LOG = Logger.getLogger(DeadLetterHistoryResource.class);
    private static final String LIMIT = "limit";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int RETRY_SECONDS = 2;

    private final DeadLetterLogReader deadLetterLog;

    DeadLetterHistoryResource(DeadLetterLogReader deadLetterLog) {
        this.deadLetterLog = deadLetterLog;
    }

    /** The last entries of the log. */
    @GET
    @RunOnVirtualThread
    @Operation(summary = "Dead-lettered, replayed and discarded messages of all services, newest first")
    @APIResponse(responseCode = "200", description = "The last entries of the log")
    @APIResponse(responseCode = "400", description = "Invalid query; lists all errors")
    @APIResponse(responseCode = "503", description = "The broker does not answer; retry")
    public History history(@QueryParam(LIMIT) @Parameter(description = "From 1 to 1000, by default 100") String limit)
            throws InterruptedException {
        ParameterFaults faults = new ParameterFaults();
        int most = faults.number(LIMIT, limit, 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
        faults.refuse();
        try {
            return new History(deadLetterLog.newest(most));
        } catch (IOException e) {
            LOG.warnf("log of dead letters cannot be read cause=%s", e);
            throw outOfReach();
        }
    }

    private static HttpProblem outOfReach() {
        return ProblemType.BROKER_UNAVAILABLE
                .builder("The broker does not answer. Try again later.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    /**
     * What happened.
     *
     * @param entries the newest first
     */
    @Schema(name = "DeadLetterHistory")
    public record History(List<DeadLetterLogEntry> entries) {}
}
