package dev.warren.costledger.spend;

import dev.warren.http.ParameterFaults;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /v1/spend/rebuild}: rebuilds the rollups from the entries. */
@Path("/v1/spend/rebuild")
@RunOnVirtualThread
public class RollupRebuildResource {

    private static final String FROM = "from";
    private static final Pattern MONTH = Pattern.compile("[12]\\d{3}-\\d{2}");

    private final Rollups rollups;

    RollupRebuildResource(Rollups rollups) {
        this.rollups = rollups;
    }

    /** Does as many months as can be waited for; it may be repeated. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Rebuilds the rollups of spend from the entries, month by month",
            description = "Booking pauses while a month is rebuilt; queries go on. An answer with next is to be"
                    + " followed by a request from there. Where nothing was wrong, changed is 0.")
    @APIResponse(responseCode = "200", description = "The rollups of these months agree with the entries")
    @APIResponse(responseCode = "400", description = "from is no month")
    public Answer rebuild(
            @QueryParam(FROM)
                    @Parameter(description = "The first month, the first of all unless given", example = "2026-11")
                    String from) {
        ParameterFaults faults = new ParameterFaults();
        YearMonth first = faults.read(FROM, from, RollupRebuildResource::month).orElse(null);
        faults.refuse();
        Rollups.Rebuilt rebuilt = rollups.rebuild(first);
        return new Answer(
                rebuilt.months(),
                rebuilt.changed(),
                rebuilt.next() == null ? null : rebuilt.next().toString());
    }

    private static YearMonth month(String text) {
        try {
            if (MONTH.matcher(text).matches()) {
                return YearMonth.parse(text);
            }
        } catch (DateTimeException e) {
            // said below, as for what does not even look like a month
        }
        throw new IllegalArgumentException("must be a month, for example 2026-11");
    }

    /**
     * The outcome of a rebuild.
     *
     * @param months how many months
     * @param changed how many sums of an hour, a day or a month were not as the entries say
     * @param next where to go on; null where all are done
     */
    public record Answer(int months, long changed, String next) {}
}
