package dev.warren.aiconsumer.replay;

import dev.warren.http.JsonBody;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/replays}: runs a feature of this service over events of the past. */
@Path("/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReplayResource {

    private static final int LATEST = 100;

    private final ReplayStore store;
    private final ReplaySpecRules rules;
    private final String service;

    ReplayResource(
            ReplayStore store,
            ReplaySpecRules rules,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.store = store;
        this.rules = rules;
        this.service = service;
    }

    /** Begins a replay; repeating the request with the same name begins nothing new. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Run a feature over past events and publish separate results")
    @APIResponse(responseCode = "201", description = "Created; the first instance with capacity starts it")
    @APIResponse(responseCode = "200", description = "The same replay exists already; its progress")
    @APIResponse(responseCode = "400", description = "The request is invalid; every fault names its field")
    @APIResponse(responseCode = "409", description = "The name belongs to another replay")
    @RequestBody(content = @Content(schema = @Schema(implementation = ReplayRequest.class)))
    public RestResponse<ReplayView> begin(InputStream body, @Context UriInfo uri) throws IOException {
        ReplaySpec replaySpec = rules.apply(JsonBody.read(body, ReplayRequest.class));
        boolean added = store.add(replaySpec);
        Replay replay = find(replaySpec.name());
        if (!replay.order().asksForTheSameAs(replaySpec)) {
            throw conflict(replaySpec.name());
        }
        URI address = uri.getAbsolutePathBuilder().path(replaySpec.name()).build();
        return (added ? ResponseBuilder.<ReplayView>created(address) : ResponseBuilder.<ReplayView>ok())
                .entity(view(replay))
                .build();
    }

    /** The replays that were ordered last. */
    @GET
    @Operation(summary = "The last hundred replays, latest first")
    public Replays latest() {
        return new Replays(
                service, store.latest(LATEST).stream().map(this::view).toList());
    }

    /** One replay. */
    @GET
    @Path("/{name}")
    @Operation(summary = "The progress of a replay; figures are at most a second old")
    @APIResponse(responseCode = "200", description = "Its progress")
    @APIResponse(responseCode = "404", description = "No replay has this name")
    public ReplayView one(@PathParam("name") String name) {
        return view(find(name));
    }

    /** Ends a replay. */
    @POST
    @Path("/{name}/abort")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Abort a replay; nothing starts after a second, and completed work is kept")
    @APIResponse(responseCode = "200", description = "Its progress; calls in flight may still complete")
    @APIResponse(responseCode = "404", description = "No replay has this name")
    @APIResponse(responseCode = "409", description = "It has already ended in another state")
    public ReplayView abort(@PathParam("name") String name) {
        store.abort(name);
        Replay replay = find(name);
        if (replay.status().state() != ReplayState.ABORTED) {
            throw ProblemType.REPLAY_ENDED
                    .builder("The replay '%s' is %s.".formatted(name, word(replay)))
                    .with("state", word(replay))
                    .build();
        }
        return view(replay);
    }

    private Replay find(String name) {
        return store.find(name)
                .orElseThrow(() ->
                        ProblemType.UNKNOWN_REPLAY.problem("No replay of %s is named '%s'.".formatted(service, name)));
    }

    private ReplayView view(Replay replay) {
        return ReplayView.of(replay, service);
    }

    private static String word(Replay replay) {
        return replay.status().state().word();
    }

    private static HttpProblem conflict(String name) {
        return ProblemType.REPLAY_EXISTS.problem(
                "Another replay is named '%s'. A name is part of the ids of results: choose a new one."
                        .formatted(name));
    }

    /** The replays of a service. */
    public record Replays(String service, List<ReplayView> replays) {}
}
