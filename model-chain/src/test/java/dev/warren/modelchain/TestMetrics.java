package dev.warren.modelchain;

import io.smallrye.metrics.SharedMetricRegistries;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Stands in for the producer that a service gets from elsewhere. */
class TestMetrics {

    @Produces
    @Singleton
    MetricRegistry registry() {
        return SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
    }
}
