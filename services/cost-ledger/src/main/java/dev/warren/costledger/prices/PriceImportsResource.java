package dev.warren.costledger.prices;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.http.CallerName;
import dev.warren.costledger.prices.PriceImport.Applied;
import dev.warren.costledger.prices.PriceImportResource.Changed;
import dev.warren.costledger.prices.PriceImports.Author;
import dev.warren.costledger.prices.PriceImports.Done;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/prices/imports} and what was imported: who brought which prices, and how to take them back. */
@Path("/v1/prices")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PriceImportsResource {

    private static final String PROVIDER = "provider";
    private static final String MODEL = "model";
    private static final int MOST = 1_000;
    private static final int MOST_CHANGES = 1_000;

    private final PriceImport prices;
    private final PriceImports imports;
    private final Prices known;

    PriceImportsResource(PriceImport prices, PriceImports imports, Prices known) {
        this.prices = prices;
        this.imports = imports;
        this.known = known;
    }

    /** The latest thousand. */
    @GET
    @Path("/imports")
    @Operation(summary = "Price imports, latest first: by whom, when and why, and which were taken back")
    public Imports imports() {
        return new Imports(imports.latest(MOST));
    }

    /** Takes all prices of an import back that were not changed since. */
    @DELETE
    @Path("/imports/{id}")
    @Operation(
            summary = "Take an import back: restore the previous value of each of its prices",
            description = "Changes of later imports are kept. Booked calls keep their amounts; reprice"
                    + " them with POST /v1/prices/reprice.")
    @APIResponse(responseCode = "200", description = "What changed")
    @APIResponse(responseCode = "404", description = "There is no such import")
    @APIResponse(
            responseCode = "409",
            description = "It was already taken back, or is itself the record of taking one back")
    public TakenBack takeBack(
            @PathParam("id") long id,
            @HeaderParam(CallerName.HEADER) String user,
            @QueryParam(PriceAuthors.WHO) @Parameter(description = "The author, unless X-Warren-User names one")
                    String who,
            @QueryParam(PriceAuthors.WHY) @Parameter(description = "The reason, for the history") String why) {
        Author author = author(user, who, why);
        if (imports.find(id).isEmpty()) {
            throw ProblemType.UNKNOWN_IMPORT.problem("There is no import %d.".formatted(id));
        }
        return prices.takeBack(id, author)
                .map(this::taken)
                .orElseThrow(() -> ProblemType.IMPORT_TAKEN_BACK.problem(
                        "Import %d was already taken back, or is itself the record of taking one back.".formatted(id)));
    }

    /** Takes one imported price back. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Take an imported price back: restore its previous value, or remove it")
    @APIResponse(responseCode = "200", description = "What changed")
    @APIResponse(responseCode = "404", description = "It is not an imported price in force")
    public TakenBack takePriceBack(
            @PathParam("id") long id,
            @HeaderParam(CallerName.HEADER) String user,
            @QueryParam(PriceAuthors.WHO) @Parameter(description = "The author, unless X-Warren-User names one")
                    String who,
            @QueryParam(PriceAuthors.WHY) @Parameter(description = "The reason, for the history") String why) {
        Author author = author(user, who, why);
        return prices.takeBackPrice(id, author)
                .map(this::taken)
                .orElseThrow(() -> ProblemType.UNKNOWN_IMPORT.problem(
                        "Price %d is not an imported price in force.".formatted(id)));
    }

    /** All that was ever recorded of a model. */
    @GET
    @Path("/history")
    @Operation(summary = "The price history of a model, latest first, with the import of each price")
    @APIResponse(responseCode = "200", description = "At most a thousand")
    @APIResponse(responseCode = "400", description = "The model is missing")
    public History history(
            @QueryParam(PROVIDER) @Parameter(description = "As in the price list, for example *") String provider,
            @QueryParam(MODEL) @Parameter(description = "As in the price list") String model) {
        ParameterFaults faults = new ParameterFaults();
        faults.text(PROVIDER, provider, LedgerNameRules.LONGEST);
        faults.text(MODEL, model, LedgerNameRules.LONGEST);
        faults.require(MODEL, model);
        faults.refuse();
        return new History(
                known.history(provider, model, MOST).stream().map(Recorded::of).toList());
    }

    private TakenBack taken(Applied applied) {
        known.forget();
        return new TakenBack(
                applied.id(),
                applied.changes().size(),
                applied.changes().stream().limit(MOST_CHANGES).map(Changed::of).toList());
    }

    private static Author author(String user, String who, String why) {
        ParameterFaults faults = new ParameterFaults();
        Author author = PriceAuthors.named(user, who, why, faults);
        faults.refuse();
        return author;
    }

    /** What was imported. */
    public record Imports(List<Done> imports) {}

    /**
     * What was taken back.
     *
     * @param id what that is remembered as
     * @param prices how many prices
     * @param changes the first thousand: each price as it is now, and as it was before
     */
    public record TakenBack(Long id, int prices, List<Changed> changes) {}

    /** What was recorded of a model. */
    public record History(List<Recorded> prices) {}

    /**
     * A price as it was recorded.
     *
     * @param revision 1, 2, and so on of the same provider, model, team, tier and date: the highest counts
     * @param withdrawn whether it says that there is no such price any more
     * @param importId the import that brought it; null where it comes from a list
     */
    public record Recorded(
            PricesResource.Row price, int revision, boolean withdrawn, Instant recordedAt, Long importId) {

        static Recorded of(PriceRow row) {
            return new Recorded(
                    PricesResource.Row.of(row), row.revision(), row.isWithdrawn(), row.recordedAt(), row.importId());
        }
    }
}
