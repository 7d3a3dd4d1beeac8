package dev.warren.costledger.booking.correction;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.booking.UsageRecord;
import dev.warren.costledger.booking.UsageRecord.Tokens;
import dev.warren.costledger.booking.correction.CorrectionService.Truth;
import dev.warren.costledger.http.CallerName;
import dev.warren.costledger.http.PageRequest;
import dev.warren.http.JsonBody;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/calls/corrections}: what calls really used, said by somebody who knows. */
@Path("/v1/calls/corrections")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CorrectionsResource {

    private static final String CALL = "call";
    private static final int MOST_CALLS = 1_000;
    private static final int LONGEST_REASON = 1_000;

    private static final String SAID = """
            select at, call_id, who, why, cast(before as text) as before, cast(after as text) as after
            from usage_correction where cast(:call as text) is null or call_id = :call
            order by id desc limit :limit offset :offset
            """;

    private final CorrectionService correctionService;
    private final EntityManager database;

    CorrectionsResource(CorrectionService correctionService, EntityManager database) {
        this.correctionService = correctionService;
        this.database = database;
    }

    /** Books the differences. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Record what calls actually used, or that they used nothing",
            description = "For calls with unknown tokens, which hard budgets count at their upper bound, and for calls"
                    + " with wrong counts. Nothing that was booked is changed: the difference"
                    + " is an entry of its own, at the time of the call, and counts in spend and budgets like it."
                    + " Repeating the request changes nothing.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Order.class),
                            examples =
                                    @ExampleObject(
                                            name = "a call that timed out and was not charged",
                                            value =
                                                    "{\"calls\": [{\"callId\": \"c-2\", \"inputTokens\": 0, \"outputTokens\": 0}],"
                                                            + " \"who\": \"ada\", \"why\": \"not on the invoice\"}")))
    @APIResponse(responseCode = "200", description = "What was or would be done about each call")
    @APIResponse(responseCode = "400", description = "The request is invalid; every fault names its field")
    public Answer correct(@HeaderParam(CallerName.HEADER) String user, InputStream body) throws IOException {
        Order order = JsonBody.read(body, Order.class);
        String who = user == null ? order.who() : user;
        ParameterFaults faults = new ParameterFaults(ProblemType.INVALID_REQUEST);
        List<Truth> truths = order.truths(faults);
        author(who, order.why(), faults);
        faults.refuse();
        return new Answer(order.dryRun(), correctionService.book(truths, who, order.why(), order.dryRun()));
    }

    /** Who said what, the latest first. */
    @GET
    @Transactional
    @Operation(summary = "Corrections: by whom, when and why, with the values before and after")
    public Said said(
            @QueryParam(CALL) @Parameter(description = "Only of this call") String call,
            @QueryParam(PageRequest.LIMIT) String limit,
            @QueryParam(PageRequest.OFFSET) String offset) {
        ParameterFaults faults = new ParameterFaults();
        PageRequest page = PageRequest.of(limit, offset, faults);
        faults.refuse();
        List<?> rows = database.createNativeQuery(SAID, Tuple.class)
                .setParameter("call", LedgerNameRules.of(call))
                .setParameter("limit", page.limit())
                .setParameter("offset", page.offset())
                .getResultList();
        return new Said(rows.stream().map(row -> Correction.of((Tuple) row)).toList());
    }

    private static void author(String who, String why, ParameterFaults faults) {
        if (who == null) {
            faults.require("who", null);
        } else {
            LedgerNameRules.fault(who).ifPresent(fault -> faults.add("who", FaultCode.INVALID, fault));
        }
        faults.require("why", why);
        faults.text("why", why, LONGEST_REASON);
    }

    /**
     * What calls used, before anyone has looked at it.
     *
     * @param calls at most a thousand, each once
     * @param who who says so, unless {@link CallerName#HEADER} does
     * @param why for the audit
     * @param dryRun whether to find out only
     */
    @RegisterForReflection
    @Schema(name = "UsageCorrection")
    record Order(List<Call> calls, String who, String why, boolean dryRun) {

        List<Truth> truths(ParameterFaults faults) {
            if (calls == null || calls.isEmpty() || calls.size() > MOST_CALLS || calls.contains(null)) {
                faults.add("calls", FaultCode.OUT_OF_RANGE, "must be from 1 to %d calls".formatted(MOST_CALLS));
                return List.of();
            }
            Set<String> seen = new HashSet<>();
            return IntStream.range(0, calls.size())
                    .mapToObj(i -> calls.get(i).truth("calls[%d].".formatted(i), seen, faults))
                    .toList();
        }
    }

    /**
     * What a call used: all of it, not the difference.
     *
     * @param inputTokens the next two included
     * @param outputTokens the next ones included
     */
    @RegisterForReflection
    @Schema(name = "UsedTokens")
    record Call(
            String callId,
            Long inputTokens,
            long cachedInputTokens,
            long cacheWriteInputTokens,
            Long outputTokens,
            long reasoningTokens) {

        Truth truth(String path, Set<String> seen, ParameterFaults faults) {
            faults.require(path + "callId", callId);
            if (callId != null && !seen.add(LedgerNameRules.of(callId))) {
                faults.add(path + "callId", FaultCode.REPEATED, "is repeated");
            }
            long input = whole(path + "inputTokens", inputTokens, faults);
            long output = whole(path + "outputTokens", outputTokens, faults);
            part(path + "cachedInputTokens", cachedInputTokens, input, faults);
            part(path + "cacheWriteInputTokens", cacheWriteInputTokens, input - cachedInputTokens, faults);
            part(path + "reasoningTokens", reasoningTokens, output, faults);
            return new Truth(
                    LedgerNameRules.of(callId),
                    new Tokens(input, cachedInputTokens, cacheWriteInputTokens, output, reasoningTokens, false, true));
        }

        private static long whole(String field, Long count, ParameterFaults faults) {
            if (count == null) {
                faults.add(field, FaultCode.REQUIRED, "is required; 0 if there were none");
                return 0;
            }
            part(field, count, UsageRecord.MAX_TOKENS, faults);
            return count;
        }

        private static void part(String field, long count, long most, ParameterFaults faults) {
            long possible = Math.max(0, most);
            if (count < 0 || count > possible) {
                faults.add(field, FaultCode.OUT_OF_RANGE, "must be from 0 to %d".formatted(possible));
            }
        }
    }

    /** What was done about each call. */
    public record Answer(boolean dryRun, List<CorrectionResult> calls) {}

    /** One page of what was said. */
    public record Said(List<Correction> corrections) {}

    /** What somebody said about a call, with what was known before and after. */
    public record Correction(
            Instant at,
            String callId,
            String who,
            String why,

            @JsonRawValue @Schema(implementation = CorrectionResult.Known.class)
            String before,

            @JsonRawValue @Schema(implementation = CorrectionResult.Known.class)
            String after) {

        static Correction of(Tuple row) {
            return new Correction(
                    row.get("at", Instant.class),
                    row.get("call_id", String.class),
                    row.get("who", String.class),
                    row.get("why", String.class),
                    row.get("before", String.class),
                    row.get("after", String.class));
        }
    }
}
