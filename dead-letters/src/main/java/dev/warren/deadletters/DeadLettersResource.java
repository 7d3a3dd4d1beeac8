package dev.warren.deadletters;

import dev.warren.amqp.AmqpConfig;
import dev.warren.deadletters.DeadLetterResponses.Discarded;
import dev.warren.deadletters.DeadLetterResponses.Grouped;
import dev.warren.deadletters.DeadLetterResponses.Listed;
import dev.warren.deadletters.DeadLetterResponses.Replayed;
import dev.warren.deadletters.DeadLetterResponses.Shown;
import dev.warren.deadletters.queue.DeadLetter;
import dev.warren.deadletters.queue.DeadLetterQueue;
import dev.warren.deadletters.queue.DeadLettersUnavailableException;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code /v1/dead-letters}: what this service gave up, and what becomes of it. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@APIResponse(responseCode = "400", description = "Invalid request; names every fault")
@APIResponse(responseCode = "503", description = "The broker does not answer, or another request is reading; retry")
public class DeadLettersResource {

    private static final String FEATURE = "feature";
    private static final String REASON = "reason";
    private static final String EVENT = "event";
    private static final String LIMIT = "limit";
    private static final String AFTER = "after";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;
    private static final int RETRY_SECONDS = 2;

    private final DeadLetterQueue deadLetterQueue;
    private final DeadLetterService deadLetterService;
    private final AmqpConfig amqp;
    private final String service;

    DeadLettersResource(
            DeadLetterQueue deadLetterQueue,
            DeadLetterService deadLetterService,
            AmqpConfig amqp,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.deadLetterQueue = deadLetterQueue;
        this.deadLetterService = deadLetterService;
        this.amqp = amqp;
        this.service = service;
    }

    /** How many letters failed alike. */
    @GET
    @Path("/groups")
    @Operation(summary = "Dead letters, grouped by feature and reason")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Grouped.class)))
    public Grouped groups() {
        DeadLetterGrouping deadLetterGrouping = new DeadLetterGrouping(service);
        long unread = deadLetterQueue.read(deadLetterGrouping);
        return new Grouped(service, deadLetterGrouping.largestFirst(), unread);
    }

    /** One page of letters. */
    @GET
    @Operation(summary = "Dead letters, the oldest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Listed.class)))
    public Listed list(
            @QueryParam(FEATURE) @Parameter(description = "The feature that failed; empty for dead letters without one")
                    String feature,
            @QueryParam(REASON) @Parameter(description = "Why") String reason,
            @QueryParam(EVENT) @Parameter(description = "The CloudEvents id of the event") String event,
            @QueryParam(LIMIT) @Parameter(description = "From 1 to 1000, by default 50") String limit,
            @QueryParam(AFTER) @Parameter(description = "The next of the previous page") String after) {
        ParameterFaults faults = new ParameterFaults();
        Predicate<DeadLetter> wanted = wanted(feature, reason, event, faults);
        int most = faults.number(LIMIT, limit, 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
        DeadLetterCursor start =
                faults.read(AFTER, after, DeadLetterCursor::parse).orElse(DeadLetterCursor.START);
        faults.refuse();
        DeadLetterPage page = new DeadLetterPage(wanted, start, most);
        long unread = deadLetterQueue.read(page);
        return new Listed(service, page.total(), page.letters(), page.next(), unread);
    }

    /** One letter with everything that it has. */
    @GET
    @Path("/{key}")
    @Operation(summary = "One dead letter with headers, properties and payload")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "404", description = "The dead letter no longer exists")
    public Shown show(@PathParam("key") String key) {
        FindDeadLetter search = new FindDeadLetter(key, amqp.maxMessageBytes());
        if (DeadLetter.KEY.matcher(key).matches()) {
            deadLetterQueue.read(search);
        }
        return search.found()
                .orElseThrow(() -> ProblemType.UNKNOWN_DEAD_LETTER.problem(
                        "It was replayed or discarded, or it is not a dead letter of " + service + "."));
    }

    /** Sends letters back to where they came from. */
    @POST
    @Path("/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replay dead letters: republish them to their original queue with the same identity")
    @RequestBody(content = @Content(schema = @Schema(implementation = DeadLetterRequestReader.Replay.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Replayed.class)))
    public Replayed replay(InputStream body) throws IOException {
        DeadLetterRequestReader.Replay request = DeadLetterRequestReader.replay(body);
        return request.dryRun()
                ? deadLetterService.rehearse(request.select(), request.order())
                : deadLetterService.replay(request.select(), request.order());
    }

    /** Throws letters away. */
    @POST
    @Path("/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Discard dead letters, with a note in the log")
    @RequestBody(content = @Content(schema = @Schema(implementation = DeadLetterRequestReader.Discard.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Discarded.class)))
    public Discarded discard(InputStream body) throws IOException {
        DeadLetterRequestReader.Discard request = DeadLetterRequestReader.discard(body);
        return deadLetterService.discard(request.select(), request.order());
    }

    /** Says that it may be asked again. */
    @ServerExceptionMapper
    public Response outOfReach(DeadLettersUnavailableException failure) {
        return ProblemType.BROKER_UNAVAILABLE
                .builder(failure.getMessage())
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build()
                .toResponse();
    }

    private static Predicate<DeadLetter> wanted(String feature, String reason, String event, ParameterFaults faults) {
        faults.text(FEATURE, feature, DeadLetterSelector.LONGEST_WORD);
        faults.text(REASON, reason, DeadLetterSelector.LONGEST_WORD);
        faults.text(EVENT, event, DeadLetterSelector.LONGEST_WORD);
        return letter -> (feature == null || letter.isAbout(feature))
                && (reason == null || letter.reason().equals(reason))
                && (event == null || event.equals(letter.event().id()));
    }
}
