package dev.warren.costledger.reconciliation;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.prices.KnownProviders;
import dev.warren.http.JsonBody;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /v1/reconciliations}: a provider's record of usage beside the ledger. */
@Path("/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReconciliationResource {

    private static final String PROVIDER = "provider";
    private static final String CURRENCY = "currency";
    private static final String TZ = "tz";
    private static final String USD = "USD";
    private static final String UTC = "UTC";
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_DAYS = 366;
    private static final Pattern CURRENCY_FORM = Pattern.compile("[A-Z]{3}");

    private final Reconciliation reconciliation;
    private final KnownProviders providers;

    ReconciliationResource(Reconciliation reconciliation, KnownProviders providers) {
        this.reconciliation = reconciliation;
        this.providers = providers;
    }

    /** The report; nothing is kept. */
    @POST
    @Consumes("text/csv")
    @Operation(summary = "Explain how a provider's usage export differs from the ledger, by day, model and token class")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "two days", value = """
                                            day,model,input_tokens,cached_input_tokens,output_tokens,amount
                                            2026-11-19,gpt-4o-mini,120000,20000,9000,0.0219
                                            2026-11-20,gpt-4o-mini,80000,0,6000,0.0156
                                            """)))
    @APIResponse(responseCode = "200", description = "The report; nothing is stored or changed")
    @APIResponse(responseCode = "400", description = "The export is invalid; every fault names its line and column")
    @APIResponse(responseCode = "413", description = "The export is too large")
    public ReconciliationReport reconcile(
            InputStream body,
            @QueryParam(PROVIDER) @Parameter(description = "Its name in the chain", example = "primary")
                    String provider,
            @QueryParam(CURRENCY) @Parameter(description = "The currency of the amounts; USD unless given")
                    String currency,
            @QueryParam(TZ) @Parameter(description = "Where the provider's days begin; UTC unless given") String tz)
            throws IOException {
        ParameterFaults faults = new ParameterFaults();
        faults.require(PROVIDER, provider);
        faults.text(PROVIDER, provider, LedgerNameRules.LONGEST);
        ZoneId zone = faults.read(TZ, tz, ReconciliationResource::zone).orElse(ZoneId.of(UTC));
        String money = faults.read(CURRENCY, currency, ReconciliationResource::currency)
                .orElse(USD);
        faults.refuse();
        UsageExport export = exported(body);
        providers.refuseOthers(PROVIDER, provider, faults);
        faults.refuse();
        return reconciliation.of(provider, money, zone, export);
    }

    private static UsageExport exported(InputStream body) throws IOException {
        ParameterFaults faults = new ParameterFaults(ProblemType.INVALID_REQUEST);
        String csv = JsonBody.text(body, MOST_BYTES);
        UsageExport export = UsageExportCsv.read(new StringReader(csv), faults);
        faults.refuse();
        SortedMap<ReconciliationKey, UsageTotals> exported = export.days();
        if (exported.isEmpty()) {
            faults.add("day", FaultCode.REQUIRED, "is required: there is no line below the header");
        } else if (ChronoUnit.DAYS.between(
                        exported.firstKey().day(), exported.lastKey().day())
                >= MOST_DAYS) {
            faults.add("day", FaultCode.OUT_OF_RANGE, "must be within %d days".formatted(MOST_DAYS));
        }
        faults.refuse();
        return export;
    }

    private static String currency(String word) {
        if (!CURRENCY_FORM.matcher(word).matches()) {
            throw new IllegalArgumentException("must be three capital letters");
        }
        return word;
    }

    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException("must be the name of a time zone, for example Europe/Berlin");
        }
        return ZoneId.of(name);
    }
}
