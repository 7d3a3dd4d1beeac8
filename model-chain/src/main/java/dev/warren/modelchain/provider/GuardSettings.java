package dev.warren.modelchain.provider;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Map;

/**
 * Answers MicroProfile Fault Tolerance with what {@link EndpointSettings} says. Its own keys are made of class names
 * and hold plain milliseconds; a person writes {@code WARREN_PRIMARY_TIMEOUT=20s} instead.
 */
public final class GuardSettings implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    private static final Map<String, String> PREFIXES = Map.of(
            PrimaryGuard.class.getName() + "/", "warren.primary.",
            SecondaryGuard.class.getName() + "/", "warren.secondary.");

    private static final Map<String, String> DURATIONS = Map.of(
            "inTime/Timeout/value", "timeout",
            "repeated/Retry/delay", "retry-delay",
            "repeated/Retry/jitter", "retry-jitter",
            "repeated/ExponentialBackoff/maxDelay", "max-retry-delay",
            "unlessOpen/CircuitBreaker/delay", "breaker-delay");

    private static final Map<String, String> NUMBERS = Map.of(
            "repeated/Retry/maxRetries", "max-retries",
            "unlessOpen/CircuitBreaker/requestVolumeThreshold", "breaker-volume",
            "unlessOpen/CircuitBreaker/failureRatio", "breaker-ratio");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
            if (name.startsWith(prefix.getKey())) {
                return answer(
                        context,
                        name,
                        prefix.getValue(),
                        name.substring(prefix.getKey().length()));
            }
        }
        return context.proceed(name);
    }

    private static ConfigValue answer(
            ConfigSourceInterceptorContext context, String name, String prefix, String member) {
        if (NUMBERS.containsKey(member)) {
            return context.restart(prefix + NUMBERS.get(member)).withName(name);
        }
        if (DURATIONS.containsKey(member)) {
            ConfigValue duration = context.restart(prefix + DURATIONS.get(member));
            long millis = DurationConverter.parseDuration(duration.getValue()).toMillis();
            return duration.withName(name).withValue(Long.toString(millis));
        }
        return context.proceed(name);
    }
}
