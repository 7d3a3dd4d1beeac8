package dev.warren.costledger.prices.quote;

import dev.warren.contracts.json.Decimals;
import dev.warren.costledger.prices.KnownProviders;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.PriceRow;
import dev.warren.costledger.prices.Prices;
import dev.warren.costledger.prices.Rates;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/prices/quote}: what calls cost, so that nobody else has to compute with prices. */
@Path("/v1/prices/quote")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QuoteResource {

    private final Prices prices;
    private final KnownProviders providers;
    private final Clock clock;

    QuoteResource(Prices prices, KnownProviders providers, Clock clock) {
        this.prices = prices;
        this.providers = providers;
        this.clock = clock;
    }

    /** What calls that are made now cost if they use so much. */
    @GET
    @Operation(
            summary = "What these tokens cost now, and the most that they can cost",
            description = "The amount is that of calls that are all alike, of the standard tier unless one is given and"
                    + " of nobody's team unless one is given. The bound is never exceeded by calls that together use no"
                    + " more tokens, whatever their kinds, team, tier and length.")
    @APIResponse(responseCode = "200", description = "Exact decimals in strings")
    @APIResponse(responseCode = "400", description = "The query is invalid; every fault names its parameter")
    @APIResponse(responseCode = "404", description = "No price covers the calls; they would be booked as unpriced")
    public Quote quote(@BeanParam QuoteParameters parameters) {
        ParameterFaults faults = new ParameterFaults();
        QuoteQuestion asked = QuoteQuestion.of(parameters, faults);
        faults.refuse();
        Instant now = clock.instant();
        PriceBook book = prices.book();
        return book.find(asked.provider(), asked.model(), asked.team(), asked.tier(), now)
                .map(row -> quote(row, book.ofAnyCall(asked.provider(), asked.model(), now), asked))
                .orElseThrow(() -> none(asked));
    }

    private static Quote quote(PriceRow row, List<PriceRow> all, QuoteQuestion asked) {
        String currency = row.price().currency();
        boolean isBounded = all.stream().allMatch(one -> one.price().currency().equals(currency));
        return new Quote(
                currency,
                Decimals.plain(asked.amount(row.price().rates())),
                isBounded ? most(all, asked::atMost) : null,
                isBounded ? most(all, Rates::dearest) : null,
                row.price().rates().isFree());
    }

    private static String most(List<PriceRow> rows, Function<Rates, BigDecimal> figure) {
        return Decimals.plain(rows.stream()
                .map(row -> figure.apply(row.price().rates()))
                .max(BigDecimal::compareTo)
                .orElseThrow());
    }

    private HttpProblem none(QuoteQuestion asked) {
        return ProblemType.UNPRICED.problem(
                "No price covers model %s of provider %s.".formatted(asked.model(), asked.provider())
                        + providers.hint(asked.provider()));
    }

    /**
     * What calls cost.
     *
     * @param currency ISO 4217, of all amounts
     * @param amount of all calls together
     * @param atMost no such calls cost more; null where teams or tiers have prices in another currency
     * @param maxPerMillion what a million tokens cost at most; null where {@code atMost} is
     * @param free whether a call costs nothing, whatever it uses
     */
    public record Quote(String currency, String amount, String atMost, String maxPerMillion, boolean free) {}
}
