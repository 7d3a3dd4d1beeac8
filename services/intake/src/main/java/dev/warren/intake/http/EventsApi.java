package dev.warren.intake.http;

import dev.warren.contracts.ContractCodec;
import dev.warren.http.problem.Fault;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What HTTP clients see. */
@Path("/v1/events")
@Tag(name = "events", description = "Accepts business events")
public interface EventsApi {

    /** A valid event, as the documentation shows it. */
    String EVENT = """
            {"specversion":"1.0","id":"t-1001","source":"/shop/helpdesk","type":"ticket.created",
             "time":"2026-11-20T10:00:00Z","datacontenttype":"application/json","userid":"u-42","team":"emea",
             "data":{"subject":"Charged twice","body":"My card was charged twice for order 7."}}""";

    /** The media type of a problem. */
    String PROBLEM_JSON = "application/problem+json";

    /** Publishes one event or a batch. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Publish events",
            description =
                    "CloudEvents 1.0 in structured, batch or binary mode. 202 says that the broker has confirmed every"
                            + " event. Of a batch, nothing is published unless every event in it is valid. Sending an event again is"
                            + " harmless: it is recognised by its source and id, answered features are not paid for again, and"
                            + " failed ones are tried again.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = ContractCodec.CLOUDEVENTS_JSON,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "structured", value = EVENT)),
                @Content(
                        mediaType = ContentMode.BATCH_JSON,
                        schema = @Schema(type = SchemaType.ARRAY),
                        examples = @ExampleObject(name = "batch", value = "[" + EVENT + "]")),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(description = "The event's data; its attributes are ce-* headers"),
                        examples =
                                @ExampleObject(
                                        name = "binary",
                                        summary = "with ce-specversion: 1.0, ce-id, ce-source and ce-type",
                                        value = "{\"subject\":\"Charged twice\",\"body\":\"...\"}"))
            })
    @APIResponse(
            responseCode = "202",
            description = "The broker has confirmed every event",
            headers = @Header(name = "Location", description = "Where the outcomes of a single event are"),
            content = @Content(schema = @Schema(implementation = AcceptedResponse.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not valid; names every fault",
            content = @Content(mediaType = PROBLEM_JSON, schema = @Schema(implementation = RefusedProblem.class)))
    @APIResponse(
            responseCode = "413",
            description = "More bytes or more events than are allowed",
            content = @Content(mediaType = PROBLEM_JSON, schema = @Schema(implementation = RefusedProblem.class)))
    @APIResponse(
            responseCode = "415",
            description = "No CloudEvent in any mode; lists what is supported",
            content = @Content(mediaType = PROBLEM_JSON, schema = @Schema(implementation = RefusedProblem.class)))
    @APIResponse(
            responseCode = "503",
            description = "The broker did not confirm in time: send the whole request again",
            headers = @Header(name = "Retry-After", description = "Seconds to wait"),
            content = @Content(mediaType = PROBLEM_JSON))
    Response post(InputStream body, @Context HttpHeaders headers) throws IOException;

    /** The shape of a refusal, for the documentation. */
    @Schema(name = "RefusedProblem")
    record RefusedProblem(
            @Schema(examples = "urn:warren:problem:invalid-event")
            URI type,

            @Schema(examples = "The event is not valid") String title,
            @Schema(examples = "400") int status,

            @Schema(examples = "Nothing was published. Faults found: 1")
            String detail,

            @Schema(examples = "/v1/events") URI instance,
            List<Fault> faults) {}
}
