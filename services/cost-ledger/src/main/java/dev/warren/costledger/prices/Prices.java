package dev.warren.costledger.prices;

import dev.warren.costledger.LedgerConfig;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The recorded prices. Thread-safe. */
@ApplicationScoped
public class Prices implements PanacheRepository<PriceRow> {

    private static final String LATEST = """
            from PriceRow row where row.revision = (
                select max(other.revision) from PriceRow other
                where other.origin = row.origin and other.price.provider = row.price.provider
                  and other.price.model = row.price.model and other.price.team = row.price.team
                  and other.price.validFrom = row.price.validFrom)
            """;

    private static final Comparator<PriceRow> IN_ORDER = Comparator.comparing(PriceRow::origin)
            .thenComparing(row -> row.price().provider())
            .thenComparing(row -> row.price().model())
            .thenComparing(row -> row.price().team())
            .thenComparing(row -> row.price().validFrom(), Comparator.reverseOrder());

    @Inject
    LedgerConfig config;

    @Inject
    Clock clock;

    private volatile Known known;

    /** The prices that count now, as this instance knows them: at most {@code prices-refresh} old. */
    public PriceBook book() {
        Known last = known;
        if (last == null || !clock.instant().isBefore(last.until())) {
            last = new Known(new PriceBook(current()), clock.instant().plus(config.pricesRefresh()));
            known = last;
        }
        return last.book();
    }

    /** The prices that count now, as the database knows them, in a stable order. */
    @Transactional
    public List<PriceRow> current() {
        return list(LATEST + " and not row.withdrawn").stream().sorted(IN_ORDER).toList();
    }

    /** The last word of a list about every price that was ever in it, withdrawn ones included. */
    List<PriceRow> latest(PriceOrigin origin) {
        return list(LATEST + " and row.origin = :origin", Map.of("origin", origin));
    }

    /** What this instance knows is old. */
    void forget() {
        known = null;
    }

    /** Until the end of the transaction, nobody else records prices. */
    void lock() {
        getEntityManager()
                .createNativeQuery("lock table price in share row exclusive mode")
                .executeUpdate();
    }

    private record Known(PriceBook book, Instant until) {}
}
