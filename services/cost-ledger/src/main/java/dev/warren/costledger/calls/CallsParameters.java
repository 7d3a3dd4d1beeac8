package dev.warren.costledger.calls;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.http.PageRequest;
import dev.warren.costledger.http.TimeParameter;
import dev.warren.http.ParameterFaults;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of a question for single calls, as they came. */
public class CallsParameters {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String PROVIDER = "provider";
    private static final String MODEL = "model";
    private static final String FEATURE = "feature";

    @QueryParam(FROM)
    @Parameter(description = "First moment: a date in UTC or a time", example = "2026-11-01")
    String from;

    @QueryParam(TO)
    @Parameter(description = "First moment after")
    String to;

    @QueryParam(PROVIDER)
    String provider;

    @QueryParam(MODEL)
    String model;

    @QueryParam(FEATURE)
    String feature;

    @QueryParam(PageRequest.LIMIT)
    String limit;

    @QueryParam(PageRequest.OFFSET)
    String offset;

    /** The question; where there are faults, it is of no use. */
    Question read(ParameterFaults faults) {
        Map<String, String> columns = new HashMap<>();
        column(PROVIDER, provider, columns);
        column(MODEL, model, columns);
        column(FEATURE, feature, columns);
        return new Question(
                faults.read(FROM, from, TimeParameter::of).orElse(null),
                faults.read(TO, to, TimeParameter::of).orElse(null),
                columns,
                PageRequest.of(limit, offset, faults));
    }

    private static void column(String name, String value, Map<String, String> columns) {
        if (value != null) {
            columns.put(name, LedgerNameRules.of(value));
        }
    }

    /**
     * Which calls are asked for.
     *
     * @param from null for since ever
     * @param to null for until now
     * @param columns what columns are to be; their names are none of a request
     * @param page which of them
     */
    record Question(Instant from, Instant to, Map<String, String> columns, PageRequest page) {}
}
