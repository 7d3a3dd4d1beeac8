package dev.warren.costledger.prices;

import dev.warren.costledger.prices.PriceImports.Author;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Adds prices to those that were imported before, and takes them back. Thread-safe. */
@ApplicationScoped
class PriceImport {

    private final Prices prices;
    private final PriceImports imports;

    PriceImport(Prices prices, PriceImports imports) {
        this.prices = prices;
        this.imports = imports;
    }

    /**
     * Adds a row for each price that says something new, the earliest first, so that each is compared with what the
     * same import says of the time before. What is not in the import stays as it is; the same import again changes
     * nothing.
     *
     * @param dryRun whether to find out only
     */
    @Transactional
    Applied apply(List<Price> imported, Author author, boolean dryRun) {
        prices.lock();
        History history = new History(prices.latest(PriceOrigin.IMPORTED));
        List<Change> changes = new ArrayList<>();
        for (Price price : inOrder(imported)) {
            PriceRow before = history.before(price);
            if (before == null || !before.price().chargesLike(price)) {
                changes.add(new Change(history.add(price), before));
            }
        }
        changes.sort(Change.IN_ORDER);
        return dryRun || changes.isEmpty() ? new Applied(null, changes) : persisted(changes, author, null);
    }

    /**
     * Takes back what an import brought, each price to what it was before. Prices that were changed since are left as
     * they are. It may be done once.
     *
     * @return empty where it was done before, or takes one back itself
     */
    @Transactional
    Optional<Applied> takeBack(long id, Author author) {
        prices.lock();
        return imports.find(id)
                .filter(done -> done.takenBackBy() == null && done.takesBack() == null)
                .map(done -> persisted(undone(prices.ofImport(id)), author, id));
    }

    /** Takes back an imported price to what it was before; empty where it is none that counts. */
    @Transactional
    Optional<Applied> takeBackPrice(long id, Author author) {
        prices.lock();
        List<Change> changes = undone(
                prices.find("id = ?1 and origin = ?2", id, PriceOrigin.IMPORTED).list());
        return changes.isEmpty() ? Optional.empty() : Optional.of(persisted(changes, author, null));
    }

    private List<Change> undone(List<PriceRow> rows) {
        return rows.stream()
                .filter(row -> !row.isWithdrawn() && prices.isLatest(row))
                .map(row -> new Change(
                        prices.before(row)
                                .filter(before -> !before.isWithdrawn())
                                .map(before -> row.correctedTo(before.price()))
                                .orElseGet(row::asWithdrawn),
                        row))
                .sorted(Change.IN_ORDER)
                .toList();
    }

    private Applied persisted(List<Change> changes, Author author, Long takesBack) {
        long id = imports.add(author, takesBack);
        List<Change> signed = changes.stream()
                .map(change -> new Change(change.row().by(id), change.before()))
                .toList();
        prices.persist(signed.stream().map(Change::row));
        return new Applied(id, signed);
    }

    private static List<Price> inOrder(List<Price> imported) {
        return imported.stream().sorted(Comparator.comparing(Price::validFrom)).toList();
    }

    /**
     * What was done.
     *
     * @param id what it is remembered as; null where nothing was
     * @param changes in a stable order
     */
    record Applied(Long id, List<Change> changes) {}

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
                .thenComparing(change -> change.row().price().tier())
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

        PriceRow add(Price price) {
            PriceRow same = of(price).get(price.validFrom());
            PriceRow next = same == null ? PriceRow.first(PriceOrigin.IMPORTED, price) : same.correctedTo(price);
            of(price).put(price.validFrom(), next);
            return next;
        }
    }
}
