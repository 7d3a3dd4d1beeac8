package dev.warren.modelchain.turn;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Creates the call limiter of a provider, and its gauges. Without limits per minute, the database is not used. */
@ApplicationScoped
public class CallLimiterFactory {

    /** Calls that may be in flight, by provider. */
    public static final String LIMIT = "warren.provider.limit";

    /** Calls that are, by provider. */
    public static final String IN_FLIGHT = "warren.provider.in.flight";

    /** Calls that wait, by provider. */
    public static final String WAITING = "warren.provider.waiting";

    private static final String REST = "warren.provider.retry.after.seconds";

    private final Instance<AgroalDataSource> dataSource;
    private final MetricRegistry registry;
    private final Map<String, CallLimiter> all = new ConcurrentHashMap<>();

    CallLimiterFactory(Instance<AgroalDataSource> dataSource, MetricRegistry registry) {
        this.dataSource = dataSource;
        this.registry = registry;
    }

    /** Creates a call limiter; called once for every provider. */
    public CallLimiter before(String provider, CallLimitSettings settings) {
        CallLimiter callLimiter = new CallLimiter(
                settings,
                rate(provider + "/requests", settings.requestsPerMinute()),
                rate(provider + "/tokens", settings.tokensPerMinute()).map(TokenRateLimit::new));
        all.put(provider, callLimiter);
        Tag tag = new Tag("provider", provider);
        registry.gauge(LIMIT, callLimiter::limit, tag);
        registry.gauge(IN_FLIGHT, callLimiter::inFlight, tag);
        registry.gauge(WAITING, callLimiter::waiting, tag);
        registry.gauge(REST, () -> callLimiter.restLeft().toSeconds(), tag);
        return callLimiter;
    }

    /**
     * Returns how many calls to these providers together may be in flight now; providers without a call limiter do not
     * count.
     */
    public int limit(Set<String> providers) {
        return all.entrySet().stream()
                .filter(each -> providers.contains(each.getKey()))
                .mapToInt(each -> each.getValue().limit())
                .sum();
    }

    private Optional<SharedRateLimit> rate(String name, OptionalLong perMinute) {
        return perMinute.isPresent()
                ? Optional.of(new SharedRateLimitFactory(dataSource.get()).rate(name, perMinute.getAsLong()))
                : Optional.empty();
    }
}
