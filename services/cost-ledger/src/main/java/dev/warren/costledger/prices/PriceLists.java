package dev.warren.costledger.prices;

import dev.warren.costledger.LedgerConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Brings the price lists into the database, before the first usage message is consumed. */
@ApplicationScoped
class PriceLists {

    private static final Logger LOG = Logger.getLogger(PriceLists.class);

    private static final String SHIPPED = "prices.csv";

    @Inject
    LedgerConfig config;

    @Inject
    Prices prices;

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) throws IOException {
        load();
    }

    @Transactional
    void load() throws IOException {
        prices.lock();
        apply(PriceOrigin.SHIPPED, shipped());
        apply(PriceOrigin.OWN, own());
    }

    /**
     * Makes a list what counts for its origin, by adding rows only: one per new or changed price, one that withdraws it
     * for a price that the list no longer has. Applying the same list again adds nothing. Where instances with
     * different lists start side by side, as during an upgrade, the one that starts last decides.
     */
    void apply(PriceOrigin origin, List<Price> list) {
        Map<Object, PriceRow> latest = new HashMap<>();
        prices.latest(origin).forEach(row -> latest.put(row.price().key(), row));
        List<PriceRow> additions = new ArrayList<>();
        for (Price price : list) {
            PriceRow row = latest.remove(price.key());
            if (row == null) {
                additions.add(PriceRow.first(origin, price));
            } else if (!row.says(price)) {
                additions.add(row.correctedTo(price));
            }
        }
        latest.values().stream()
                .filter(row -> !row.isWithdrawn())
                .map(PriceRow::asWithdrawn)
                .forEach(additions::add);
        prices.persist(additions);
        LOG.infof("price list applied origin=%s prices=%d rowsAdded=%d", origin.value(), list.size(), additions.size());
    }

    private static List<Price> shipped() throws IOException {
        ClassLoader resources = Thread.currentThread().getContextClassLoader();
        try (Reader csv = new InputStreamReader(resources.getResourceAsStream(SHIPPED), StandardCharsets.UTF_8)) {
            return PriceCsv.read(SHIPPED, csv);
        }
    }

    private List<Price> own() throws IOException {
        return config.pricesFile().isPresent() ? own(config.pricesFile().get()) : List.of();
    }

    static List<Price> own(Path file) throws IOException {
        String name = "warren.ledger.prices-file " + file;
        try (Reader csv = Files.newBufferedReader(file)) {
            return PriceCsv.read(name, csv);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(name + " does not exist", e);
        }
    }
}
