package dev.warren.modelchain;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/** What becomes of meters on their way out. */
class MeterFilters {

    private static final double[] BUCKETS = DoubleStream.of(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 40)
            .map(seconds -> seconds * Duration.ofSeconds(1).toNanos())
            .toArray();

    /** Quantiles of several instances cannot be added up; buckets can. */
    @Produces
    @Singleton
    MeterFilter durationsInBuckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(ModelMetrics.CALLS)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(BUCKETS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
