package dev.warren.costledger.prices;

import dev.warren.costledger.LedgerConfig;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The recorded prices. Thread-safe. */
@ApplicationScoped
public class Prices implements PanacheRepository<PriceRow> {

    private static final String LATEST = """
            from PriceRow row where row.revision = (
                select max(other.revision) from PriceRow other
                where other.origin = row.origin and other.price.provider = row.price.provider
                  and other.price.model = row.price.model and other.price.team = row.price.team
                  and other.price.tier = row.price.tier
                  and other.price.validFrom = row.price.validFrom)
            """;

    private static final String PROVIDERS = """
            select provider from spend_key union select provider from price where provider <> '*' order by provider
            """;

    private static final Comparator<PriceRow> IN_ORDER = Comparator.comparing(PriceRow::origin)
            .thenComparing(row -> row.price().provider())
            .thenComparing(row -> row.price().model())
            .thenComparing(row -> row.price().team())
            .thenComparing(row -> row.price().tier())
            .thenComparing(row -> row.price().validFrom(), Comparator.reverseOrder());

    private final LedgerConfig config;
    private final Clock clock;
    private final Lock loading = new ReentrantLock();
    private volatile Known known;

    /** Grows whenever what this instance knows, or is about to know, is old. */
    private final AtomicLong forgotten = new AtomicLong();

    Prices(LedgerConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * The prices that count now, as this instance knows them: at most {@code prices-refresh} old. When that is over one
     * caller loads them; the others go on with those that they know meanwhile, and wait where they know none.
     */
    public PriceBook book() {
        Known last = known;
        if (last != null && (clock.instant().isBefore(last.until()) || !loading.tryLock())) {
            return last.book();
        }
        if (last == null) {
            loading.lock();
        }
        try {
            return loaded(last).book();
        } finally {
            loading.unlock();
        }
    }

    /** Unless somebody else has loaded them since. */
    private Known loaded(Known last) {
        Known now = known;
        if (now == null || now.equals(last)) {
            long before = forgotten.get();
            now = new Known(new PriceBook(current()), clock.instant().plus(config.pricesRefresh()));
            known = now;
            if (forgotten.get() != before) {
                known = null;
            }
        }
        return now;
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

    /** The providers that there are calls to, or prices of their own, in order. */
    @Transactional
    public List<String> providers() {
        List<?> found =
                getEntityManager().createNativeQuery(PROVIDERS, String.class).getResultList();
        return found.stream().map(String.class::cast).toList();
    }

    /** What an import brought. */
    List<PriceRow> ofImport(long id) {
        return list("importId", id);
    }

    /** Whether nothing was said of the same price since. */
    boolean isLatest(PriceRow row) {
        return ofRevision(row, row.revision() + 1).isEmpty();
    }

    /** What was said of the same price before. */
    Optional<PriceRow> before(PriceRow row) {
        return ofRevision(row, row.revision() - 1);
    }

    private Optional<PriceRow> ofRevision(PriceRow row, int revision) {
        Price price = row.price();
        return find(
                        """
                        from PriceRow row where row.origin = ?1 and row.price.provider = ?2 and row.price.model = ?3
                            and row.price.team = ?4 and row.price.tier = ?5 and row.price.validFrom = ?6
                            and row.revision = ?7
                        """,
                        row.origin(),
                        price.provider(),
                        price.model(),
                        price.team(),
                        price.tier(),
                        price.validFrom(),
                        revision)
                .firstResultOptional();
    }

    /** All that was recorded of a model, by whatever list, the latest first. */
    @Transactional
    List<PriceRow> history(String provider, String model, int most) {
        Map<String, Object> parameters = new HashMap<>(Map.of("model", model));
        String ofProvider = "";
        if (provider != null) {
            ofProvider = " and row.price.provider = lower(:provider)";
            parameters.put("provider", provider);
        }
        return find(
                        "from PriceRow row where row.price.model = lower(:model)" + ofProvider
                                + " order by row.id desc",
                        parameters)
                .page(0, most)
                .list();
    }

    /** What this instance knows is old. */
    void forget() {
        forgotten.incrementAndGet();
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
