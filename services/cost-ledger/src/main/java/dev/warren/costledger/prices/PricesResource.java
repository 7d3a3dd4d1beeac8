package dev.warren.costledger.prices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.contracts.json.Decimals;
import dev.warren.costledger.http.PageRequest;
import dev.warren.http.ParameterFaults;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code GET /v1/prices}: the prices that count. */
@Path("/v1/prices")
@RunOnVirtualThread
public class PricesResource {

    private static final String PROVIDER = "provider";
    private static final String MODEL = "model";

    @Inject
    Prices prices;

    @Context
    UriInfo request;

    /** One page of them; a filter compares with what stands in the list, without regard to case. */
    @GET
    @Operation(summary = "Prices per million tokens; rates are exact decimals in strings")
    public RestResponse<Answer> prices(
            @QueryParam(PROVIDER) @Parameter(description = "As in the price list, for example *") String provider,
            @QueryParam(MODEL) @Parameter(description = "As in the price list") String model,
            @QueryParam(PageRequest.LIMIT) String limit,
            @QueryParam(PageRequest.OFFSET) String offset) {
        ParameterFaults faults = new ParameterFaults();
        PageRequest page = PageRequest.of(limit, offset, faults);
        faults.refuse();
        List<PriceRow> found = prices.current().stream()
                .filter(row -> provider == null || row.price().provider().equalsIgnoreCase(provider))
                .filter(row -> model == null || row.price().model().equalsIgnoreCase(model))
                .toList();
        List<Row> rows = found.stream()
                .skip(page.offset())
                .limit(page.limit())
                .map(Row::of)
                .toList();
        ResponseBuilder<Answer> response = ResponseBuilder.ok(new Answer(found.size(), rows));
        page.next(request, found.size()).ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }

    /**
     * One page of prices.
     *
     * @param count how many there are on all pages
     * @param prices the own list first, then by provider, model and, the latest first, date
     */
    public record Answer(int count, List<Row> prices) {}

    /**
     * A price; rates are plain decimals in strings, so that no reader rounds them.
     *
     * @param id what entries that were booked with it refer to; null where it is not recorded yet
     * @param batchFactor what the amount of a call in a batch is multiplied with
     * @param longContext what holds for long requests instead; null where length does not matter
     * @param tier the service tier that it is the price of; not there in one of the standard tier
     */
    public record Row(
            Long id,
            PriceOrigin list,
            String provider,
            String model,
            String team,
            Instant validFrom,
            String currency,
            String inputPerMillion,
            String cachedInputPerMillion,
            String cacheWritePerMillion,
            String outputPerMillion,
            String reasoningPerMillion,
            String batchFactor,
            LongContext longContext,
            String sourceNote,
            @JsonInclude(JsonInclude.Include.NON_NULL) String tier) {

        static Row of(PriceRow row) {
            Price price = row.price();
            TokenRates rates = price.rates().standard();
            return new Row(
                    row.id(),
                    row.origin(),
                    price.provider(),
                    price.model(),
                    price.team(),
                    price.validFrom(),
                    price.currency(),
                    Decimals.plain(rates.input()),
                    Decimals.plain(rates.cachedInput()),
                    Decimals.plain(rates.cacheWrite()),
                    Decimals.plain(rates.output()),
                    Decimals.plain(rates.reasoning()),
                    Decimals.plain(price.rates().batchFactor()),
                    LongContext.of(price.rates()),
                    price.sourceNote(),
                    price.namesTier() ? price.tier() : null);
        }
    }

    /**
     * The rates of requests with many tokens.
     *
     * @param above what a request must have more tokens than
     */
    public record LongContext(
            long above,
            String inputPerMillion,
            String cachedInputPerMillion,
            String cacheWritePerMillion,
            String outputPerMillion,
            String reasoningPerMillion) {

        static LongContext of(Rates rates) {
            TokenRates longer = rates.longContext();
            return longer == null
                    ? null
                    : new LongContext(
                            rates.longContextAbove(),
                            Decimals.plain(longer.input()),
                            Decimals.plain(longer.cachedInput()),
                            Decimals.plain(longer.cacheWrite()),
                            Decimals.plain(longer.output()),
                            Decimals.plain(longer.reasoning()));
        }
    }
}
