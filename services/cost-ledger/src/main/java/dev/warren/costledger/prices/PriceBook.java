package dev.warren.costledger.prices;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The prices that count, and the choice among them. Of the rows that cover a call at its time, one wins:
 *
 * <ol>
 *   <li>a row of the own list before one that was imported, and that before one of the shipped list;
 *   <li>a row for the call's team before one for all;
 *   <li>a row that names the provider before one for any provider;
 *   <li>a row that names the model before one for every model that begins so;
 *   <li>the longer model, so that a dated version with a row of its own is not priced as its undated sister;
 *   <li>the row that became valid last.
 * </ol>
 *
 * Immutable.
 */
public final class PriceBook {

    private static final Comparator<PriceRow> BEST_FIRST = Comparator.comparing(PriceRow::origin)
            .thenComparing(row -> !row.price().namesTeam())
            .thenComparing(row -> !row.price().namesProvider())
            .thenComparing(row -> !row.price().namesModel())
            .thenComparingInt(row -> -row.price().model().length())
            .thenComparing(row -> row.price().validFrom(), Comparator.reverseOrder());

    private final List<PriceRow> bestFirst;

    /** A book of the given rows, in any order. */
    public PriceBook(Collection<PriceRow> rows) {
        bestFirst = rows.stream().sorted(BEST_FIRST).toList();
    }

    /**
     * The price of a call, empty where no row covers it.
     *
     * @param team who the call is for; null where nobody said
     */
    public Optional<PriceRow> find(String provider, String model, String team, Instant calledAt) {
        return bestFirst.stream()
                .filter(row -> row.price().covers(provider, model, team, calledAt))
                .findFirst();
    }
}
