package dev.warren.messaging.processing;

import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.incoming.WorkCapacity;
import io.quarkus.arc.DefaultBean;
import io.smallrye.metrics.SharedMetricRegistries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What every service injects and none has to make. */
@ApplicationScoped
class DefaultBeans {

    /** The MicroProfile registry; what it records appears among Micrometer's metrics. */
    @Produces
    @Singleton
    MetricRegistry application() {
        return SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
    }

    /** As many messages are worked on as is configured. */
    @Produces
    @Singleton
    @DefaultBean
    WorkCapacity capacity(AmqpConfig config) {
        return config::concurrency;
    }

    /** The time. */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
