package dev.warren.costledger.prices;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.minBy;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The prices that count, and the choice among them. Of the rows that cover a call at its time, one wins:
 *
 * <ol>
 *   <li>a row for the call's service tier before one for all;
 *   <li>a row of the own list before one that was imported, and that before one of the shipped list;
 *   <li>a row for the call's team before one for all;
 *   <li>a row that names the provider before one for any provider;
 *   <li>a row that names the model before one for every model that begins so;
 *   <li>a row that names it as the call does before one that writes something else before the name, or nothing;
 *   <li>the longer model, so that a dated version with a row of its own is not priced as its undated sister;
 *   <li>the row that became valid last.
 * </ol>
 *
 * Immutable.
 */
public final class PriceBook {

    private final Map<String, List<PriceRow>> byModel;
    private final List<PriceRow> beginnings;

    /** A book of the given rows, in any order. */
    public PriceBook(Collection<PriceRow> rows) {
        byModel = rows.stream()
                .filter(row -> row.price().namesModel())
                .collect(groupingBy(row -> Price.shortest(row.price().model())));
        beginnings = rows.stream().filter(row -> !row.price().namesModel()).toList();
    }

    /**
     * The price of a call of the standard tier, empty where no row covers it.
     *
     * @param team who the call is for; null where nobody said
     */
    public Optional<PriceRow> find(String provider, String model, String team, Instant calledAt) {
        return find(provider, model, team, null, calledAt);
    }

    /**
     * The price of a call, empty where no row covers it.
     *
     * @param team who the call is for; null where nobody said
     * @param tier the service tier; null for the standard one
     */
    public Optional<PriceRow> find(String provider, String model, String team, String tier, Instant calledAt) {
        return covering(provider, model, calledAt)
                .filter(row -> row.price().isForTeam(team) && row.price().isForTier(tier))
                .min(bestFirst(model));
    }

    /**
     * The prices that a call may have, one for each tier that there is; none where it has none in the standard tier.
     *
     * @param team who the call is for; null where nobody said
     */
    public List<PriceRow> ofAnyTier(String provider, String model, String team, Instant calledAt) {
        return find(provider, model, team, calledAt).isEmpty()
                ? List.of()
                : best(
                        model,
                        covering(provider, model, calledAt)
                                .filter(row -> row.price().isForTeam(team)),
                        row -> row.price().tier());
    }

    /**
     * The same, with those of models that may serve the call instead, as far as they {@linkplain PriceRow#countsFor
     * count} then.
     *
     * @param served models that may serve the call
     */
    public List<PriceRow> ofAnyServed(
            String provider, String model, Collection<String> served, String team, Instant calledAt) {
        List<PriceRow> asked = ofAnyTier(provider, model, team, calledAt);
        Stream<PriceRow> others = served.stream()
                .flatMap(other -> best(
                        other,
                        covering(provider, other, calledAt)
                                .filter(row -> row.price().isForTeam(team)),
                        row -> row.price().tier())
                        .stream())
                .filter(row -> asked.stream().anyMatch(row::countsFor));
        return Stream.concat(asked.stream(), others).toList();
    }

    /** The prices that a call may have, whoever it is for, in whichever tier. */
    public List<PriceRow> ofAnyCall(String provider, String model, Instant calledAt) {
        return best(
                model,
                covering(provider, model, calledAt),
                row -> List.of(row.price().tier(), row.price().team()));
    }

    private static List<PriceRow> best(String model, Stream<PriceRow> rows, Function<PriceRow, Object> kind) {
        return List.copyOf(
                rows.collect(groupingBy(kind, collectingAndThen(minBy(bestFirst(model)), Optional::orElseThrow)))
                        .values());
    }

    private Stream<PriceRow> covering(String provider, String model, Instant calledAt) {
        String called = model.toLowerCase(Locale.ROOT);
        Stream<PriceRow> named = byModel.getOrDefault(Price.shortest(called), List.of()).stream();
        return Stream.concat(named, beginnings.stream())
                .filter(row -> row.price().covers(provider, called, calledAt));
    }

    private static Comparator<PriceRow> bestFirst(String called) {
        return Comparator.comparing((PriceRow row) -> !row.price().namesTier())
                .thenComparing(PriceRow::origin)
                .thenComparing(row -> !row.price().namesTeam())
                .thenComparing(row -> !row.price().namesProvider())
                .thenComparing(row -> !row.price().namesModel())
                .thenComparing(row -> !row.price().isCalled(called))
                .thenComparingInt(row -> -row.price().model().length())
                .thenComparing(row -> row.price().validFrom(), Comparator.reverseOrder());
    }
}
