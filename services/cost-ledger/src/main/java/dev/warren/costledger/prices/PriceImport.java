package dev.warren.costledger.prices;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Adds prices to those that were imported before. */
@ApplicationScoped
class PriceImport {

    private final Prices prices;

    PriceImport(Prices prices) {
        this.prices = prices;
    }

    /**
     * Adds a row for each price that says something new. What is not in the import stays as it is; the same import
     * again changes nothing.
     *
     * @param dryRun whether to find out only
     * @return the changes, in a stable order
     */
    @Transactional
    List<Change> apply(List<Price> imported, boolean dryRun) {
        prices.lock();
        History history = new History(prices.latest(PriceOrigin.IMPORTED));
        List<Change> changes = new ArrayList<>();
        for (Price price : imported) {
            PriceRow before = history.before(price);
            if (before == null || !before.price().chargesLike(price)) {
                changes.add(new Change(history.next(price), before));
            }
        }
        changes.sort(Change.IN_ORDER);
        if (!dryRun) {
            prices.persist(changes.stream().map(Change::row));
        }
        return changes;
    }

    /**
     * A price that says something new.
     *
     * @param row as it is recorded
     * @param before the imported price that counted before; null where there was none
     */
    record Change(PriceRow row, PriceRow before) {

        private static final Comparator<Change> IN_ORDER = Comparator.comparing(Change::provider)
                .thenComparing(Change::model)
                .thenComparing(change -> change.row().price().team())
                .thenComparing(change -> change.row().price().validFrom());

        private String provider() {
            return row.price().provider();
        }

        private String model() {
            return row.price().model();
        }
    }

    /** What was imported before, by date for each provider, model and team. */
    private static final class History {

        private final Map<Object, NavigableMap<Instant, PriceRow>> rows = new HashMap<>();

        History(List<PriceRow> latest) {
            latest.forEach(row -> of(row.price()).put(row.price().validFrom(), row));
        }

        private NavigableMap<Instant, PriceRow> of(Price price) {
            return rows.computeIfAbsent(price.subject(), subject -> new TreeMap<>());
        }

        PriceRow before(Price price) {
            return of(price).headMap(price.validFrom(), true).values().stream()
                    .filter(row -> !row.isWithdrawn())
                    .reduce((earlier, later) -> later)
                    .orElse(null);
        }

        PriceRow next(Price price) {
            PriceRow same = of(price).get(price.validFrom());
            return same == null ? PriceRow.first(PriceOrigin.IMPORTED, price) : same.correctedTo(price);
        }
    }
}
