package dev.warren.costledger.prices;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.contracts.json.StrictJson;
import dev.warren.costledger.http.CallerName;
import dev.warren.costledger.http.TimeParameter;
import dev.warren.costledger.prices.PriceImport.Applied;
import dev.warren.costledger.prices.PriceImport.Change;
import dev.warren.costledger.prices.PriceImports.Author;
import dev.warren.http.JsonBody;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /v1/prices/import}: prices from a file, valid for calls that are booked from now on. */
@Path("/v1/prices/import")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@APIResponse(responseCode = "200", description = "What changed, or would change")
@APIResponse(
        responseCode = "400",
        description = "The file is invalid; every fault names its line or field, and nothing was imported")
@APIResponse(responseCode = "413", description = "The file is too large")
public class PriceImportResource {

    private static final String PROVIDER = "provider";
    private static final String VALID_FROM = "validFrom";
    private static final String NEW_PROVIDER = "newProvider";
    private static final String DRY_RUN = "dryRun";
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int MOST_PRICES = 20_000;
    private static final int MOST_CHANGES = 1_000;
    private static final Pattern MAPPING = Pattern.compile("([A-Za-z0-9._-]{1,64}):(\\*|[A-Za-z0-9._-]{1,64})");

    private final PriceImport prices;
    private final Prices known;
    private final Clock clock;

    PriceImportResource(PriceImport prices, Prices known, Clock clock) {
        this.prices = prices;
        this.known = known;
        this.clock = clock;
    }

    /** Prices in the format of LiteLLM's map. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Import prices from a map in the format of LiteLLM's model_prices_and_context_window.json")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(
                                            name = "one model",
                                            value =
                                                    "{\"gpt-4o-mini\": {\"litellm_provider\": \"openai\", \"mode\": \"chat\","
                                                            + " \"input_cost_per_token\": 1.5e-07, \"output_cost_per_token\": 6e-07,"
                                                            + " \"cache_read_input_token_cost\": 7.5e-08}}")))
    public Imported map(
            InputStream body,
            @HeaderParam(CallerName.HEADER) String user,
            @QueryParam(PROVIDER)
                    @Parameter(
                            description =
                                    "Providers of the map to import, each with its name in the chain or *; may be repeated",
                            example = "openai:primary")
                    List<String> provider,
            @QueryParam(VALID_FROM)
                    @Parameter(
                            description =
                                    "Valid for calls from this time on: a date in UTC or a time; today unless given",
                            example = "2026-11-01")
                    String validFrom,
            @QueryParam(NEW_PROVIDER)
                    @Parameter(description = "true: accept provider names without any call or price yet")
                    String newProvider,
            @QueryParam(DRY_RUN) @Parameter(description = "true: show what would change, without importing")
                    String dryRun,
            @QueryParam(PriceAuthors.WHO) @Parameter(description = "The author, unless X-Warren-User names one")
                    String who,
            @QueryParam(PriceAuthors.WHY) @Parameter(description = "The reason, for the history") String why)
            throws IOException {
        ParameterFaults faults = new ParameterFaults();
        Map<String, String> providers = providers(provider, faults);
        Instant from = faults.read(VALID_FROM, validFrom, TimeParameter::of).orElseGet(this::today);
        boolean dry = isTrue(DRY_RUN, dryRun, faults);
        boolean mayBeNew = isTrue(NEW_PROVIDER, newProvider, faults);
        Author author = PriceAuthors.of(user, who, why, faults);
        faults.refuse();
        ParameterFaults entries = new ParameterFaults(ProblemType.INVALID_REQUEST);
        LiteLlmPriceMap map = new LiteLlmPriceMap(providers, from, note(), entries);
        List<Price> read = map.read(json(body));
        entries.refuse();
        map.unknownProviders().ifPresent(fault -> faults.add(PROVIDER, FaultCode.NOT_FOUND, fault));
        if (!mayBeNew) {
            map.unknownNames(known.providers()).ifPresent(fault -> faults.add(PROVIDER, FaultCode.NOT_FOUND, fault));
        }
        faults.refuse();
        return apply(read, map, author, dry);
    }

    /** Prices in the format of the own list. */
    @POST
    @Consumes("text/csv")
    @Operation(summary = "Import prices from CSV with the columns of the own list")
    public Imported csv(
            InputStream body,
            @HeaderParam(CallerName.HEADER) String user,
            @QueryParam(DRY_RUN) String dryRun,
            @QueryParam(PriceAuthors.WHO) String who,
            @QueryParam(PriceAuthors.WHY) String why)
            throws IOException {
        ParameterFaults faults = new ParameterFaults();
        boolean dry = isTrue(DRY_RUN, dryRun, faults);
        Author author = PriceAuthors.of(user, who, why, faults);
        faults.refuse();
        return apply(csv(body), null, author, dry);
    }

    private Imported apply(List<Price> read, LiteLlmPriceMap map, Author author, boolean dryRun) {
        if (read.size() > MOST_PRICES) {
            throw refused(
                    "There are %d prices, and at most %d are imported at once.".formatted(read.size(), MOST_PRICES));
        }
        List<String> unseen = unseen(read);
        Applied applied = prices.apply(read, author, dryRun);
        if (!dryRun) {
            known.forget();
        }
        return Imported.of(dryRun, read.size(), applied, map, unseen);
    }

    /** Which may be misspelt, or be called for the first time tomorrow. */
    private List<String> unseen(List<Price> read) {
        Set<String> seen = known.providers().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return read.stream()
                .filter(Price::namesProvider)
                .map(Price::provider)
                .distinct()
                .filter(name -> !seen.contains(name))
                .sorted()
                .limit(MOST_CHANGES)
                .toList();
    }

    private static Map<String, String> providers(List<String> mappings, ParameterFaults faults) {
        Map<String, String> providers = new HashMap<>();
        faults.readAll(PROVIDER, mappings, PriceImportResource::mapping).forEach(mapping -> {
            if (providers.put(mapping.get(0), mapping.get(1)) != null) {
                faults.add(PROVIDER, FaultCode.REPEATED, "names %s twice".formatted(mapping.get(0)));
            }
        });
        if (mappings.isEmpty()) {
            faults.add(
                    PROVIDER,
                    FaultCode.REQUIRED,
                    "is required: name the providers of the map to import, for example openai:*");
        }
        return providers;
    }

    private static List<String> mapping(String text) {
        Matcher matcher = MAPPING.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be the map's name of a provider, a colon, and the name in the chain or *");
        }
        return List.of(matcher.group(1), matcher.group(2));
    }

    private static boolean isTrue(String parameter, String text, ParameterFaults faults) {
        return faults.read(parameter, text, PriceImportResource::trueOrFalse).orElse(false);
    }

    private static boolean trueOrFalse(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return text.equals("true");
    }

    private static JsonNode json(InputStream body) throws IOException {
        try {
            return StrictJson.read(JsonBody.bytes(body, MOST_BYTES));
        } catch (JacksonException e) {
            throw JsonBody.notJson(e);
        }
    }

    private static List<Price> csv(InputStream body) throws IOException {
        String text = JsonBody.text(body, MOST_BYTES);
        try {
            return PriceCsv.read("the list", new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private static HttpProblem refused(String detail) {
        return ProblemType.INVALID_REQUEST.problem(detail);
    }

    private Instant today() {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }

    private String note() {
        return "LiteLLM price map, imported " + clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * What an import did, or would do.
     *
     * @param dryRun whether nothing was done
     * @param prices how many prices were read
     * @param added how many models had no imported price before
     * @param changed how many had another one
     * @param unchanged how many had the same
     * @param leftOut how many models of a map were not taken, by why
     * @param leftOutModels the first hundred of those of the providers that were asked for, by why
     * @param unseenProviders to which no call was ever booked, and which no other price names: misspelt, or new
     * @param id what the import is remembered as, to be taken back; null where nothing changed
     * @param changes the first thousand of those added and changed
     */
    public record Imported(
            boolean dryRun,
            int prices,
            int added,
            int changed,
            int unchanged,
            Map<String, Integer> leftOut,
            Map<String, List<String>> leftOutModels,
            List<String> unseenProviders,
            Long id,
            List<Changed> changes) {

        static Imported of(boolean dryRun, int prices, Applied applied, LiteLlmPriceMap map, List<String> unseen) {
            List<Change> changes = applied.changes();
            int added = (int)
                    changes.stream().filter(change -> change.before() == null).count();
            List<Changed> shown =
                    changes.stream().limit(MOST_CHANGES).map(Changed::of).toList();
            return new Imported(
                    dryRun,
                    prices,
                    added,
                    changes.size() - added,
                    prices - changes.size(),
                    map == null ? Map.of() : map.leftOut(),
                    map == null ? Map.of() : map.leftOutModels(),
                    unseen,
                    applied.id(),
                    shown);
        }
    }

    /**
     * A price that was added or changed.
     *
     * @param price as it is now
     * @param before as it was; null where there was none
     */
    public record Changed(PricesResource.Row price, PricesResource.Row before) {

        static Changed of(Change change) {
            PriceRow before = change.before();
            return new Changed(
                    PricesResource.Row.of(change.row()), before == null ? null : PricesResource.Row.of(before));
        }
    }
}
