package dev.warren.costledger.spend;

import dev.warren.http.ParameterFaults;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code GET /v1/spend}: what was spent, by whom and on what. */
@Path("/v1/spend")
@RunOnVirtualThread
public class SpendResource {

    private static final String CSV = "text/csv;charset=UTF-8";

    @Inject
    SpendQuery query;

    @Context
    UriInfo request;

    /** The answer as JSON, which is also the default. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Spend, grouped; amounts are exact decimals in strings, currencies are never mixed")
    public RestResponse<SpendReport> json(@BeanParam SpendParameters parameters) {
        return answer(parameters, MediaType.APPLICATION_JSON, Function.identity());
    }

    /** The groups as CSV. */
    @GET
    @Produces("text/csv;qs=0.5")
    @Operation(summary = "Spend, grouped, one line per group")
    public RestResponse<String> csv(@BeanParam SpendParameters parameters) {
        return answer(parameters, CSV, SpendCsv::of);
    }

    private <T> RestResponse<T> answer(SpendParameters parameters, String type, Function<SpendReport, T> form) {
        ParameterFaults faults = new ParameterFaults();
        SpendQuestion question = SpendQuestion.of(parameters, faults);
        faults.refuse();
        SpendReport spend = query.answer(question);
        ResponseBuilder<T> response = ResponseBuilder.ok(form.apply(spend), type);
        Optional<Link> next = question.page().next(request, spend.groupCount());
        next.ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }
}
