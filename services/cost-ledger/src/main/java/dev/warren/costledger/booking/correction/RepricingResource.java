package dev.warren.costledger.booking.correction;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.booking.correction.RepricingSummary.Repriced;
import dev.warren.costledger.http.TimeParameter;
import dev.warren.costledger.prices.KnownProviders;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.http.JsonBody;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /v1/prices/reprice}: books what calls of a period cost by the prices of today. */
@Path("/v1/prices/reprice")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RepricingResource {

    /** Clients do not wait much longer for an answer. */
    private static final Duration MOST_TIME = Duration.ofSeconds(20);

    private final Repricing repricing;
    private final KnownProviders providers;
    private final Clock clock;

    RepricingResource(Repricing repricing, KnownProviders providers, Clock clock) {
        this.repricing = repricing;
        this.providers = providers;
        this.clock = clock;
    }

    /** Does as much as there is time for; what is done is done, and is not done twice. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Reprice calls: book corrections where today's prices differ",
            description =
                    "Works in the order of the calls, for some seconds: unless the response is done, repeat the request with its"
                            + " next as after. Repeating a request corrects nothing twice.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Reprice.class),
                            examples =
                                    @ExampleObject(
                                            name = "a month of one model, as a preview",
                                            value =
                                                    "{\"from\": \"2026-11-01\", \"to\": \"2026-12-01\", \"model\": \"our-llama\", \"dryRun\": true}")))
    @APIResponse(
            responseCode = "200",
            description = "What was or would be corrected",
            content = @Content(schema = @Schema(implementation = Repriced.class)))
    @APIResponse(responseCode = "400", description = "The request is invalid; every fault names its field")
    public Repriced reprice(InputStream body) throws IOException {
        Reprice request = JsonBody.read(body, Reprice.class);
        ParameterFaults faults = new ParameterFaults(ProblemType.INVALID_REQUEST);
        RepricingSelection period = request.period(faults);
        providers.refuseOthers("provider", request.provider(), faults);
        CallCursor cursor =
                faults.read("after", request.after(), CallCursor::of).orElse(null);
        faults.refuse();
        return reprice(period, cursor == null ? CallCursor.before(period) : cursor, request.dryRun());
    }

    private Repriced reprice(RepricingSelection period, CallCursor start, boolean dryRun) {
        Instant end = clock.instant().plus(MOST_TIME);
        PriceBook book = repricing.book();
        RepricingSummary repricingSummary = new RepricingSummary();
        CallCursor next = start;
        do {
            next = repricing.portion(period, next, book, repricingSummary, dryRun);
        } while (next != null && clock.instant().isBefore(end));
        return repricingSummary.answer(dryRun, next);
    }

    /**
     * What is to be repriced, before anyone has looked at it.
     *
     * @param from calls of this moment or later: a date in UTC or a time
     * @param to calls before this moment
     * @param provider only calls to this provider
     * @param model only calls to this model
     * @param dryRun whether to find out only
     * @param after where the answer before has ended
     */
    @RegisterForReflection
    record Reprice(String from, String to, String provider, String model, boolean dryRun, String after) {

        RepricingSelection period(ParameterFaults faults) {
            Instant first = moment("from", from, faults);
            Instant end = moment("to", to, faults);
            if (first != null && end != null && !first.isBefore(end)) {
                faults.add("to", FaultCode.OUT_OF_RANGE, "must be later than from");
            }
            faults.text("provider", provider, LedgerNameRules.LONGEST);
            faults.text("model", model, LedgerNameRules.LONGEST);
            return new RepricingSelection(first, end, provider, model);
        }

        private static Instant moment(String field, String value, ParameterFaults faults) {
            faults.require(field, value);
            return faults.read(field, value, TimeParameter::of).orElse(null);
        }
    }
}
