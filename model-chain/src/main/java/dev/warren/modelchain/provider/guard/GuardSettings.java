package dev.warren.modelchain.provider.guard;

import dev.warren.modelchain.provider.settings.ProviderNames;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers MicroProfile Fault Tolerance with what {@link dev.warren.modelchain.provider.settings.EndpointSettings} says.
 * Its own keys are made of class names and hold plain milliseconds; a person writes
 * {@code WARREN_PROVIDERS_CHEAP_TIMEOUT=20s} instead. The first of {@link GuardSlots} is that of the first provider by
 * name, of those that can be asked, and so on.
 */
public final class GuardSettings implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    private static final Pattern SLOT =
            Pattern.compile(Pattern.quote(GuardSlots.class.getName() + "$Slot") + "(\\d\\d)/(.+)");

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

    /** What ends repetitions is in {@link dev.warren.modelchain.provider.endpoint.CallRetries} and {@link #NUMBERS}. */
    private static final Map<String, String> UNLIMITED = Map.of("repeated/Retry/maxDuration", "0");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        Matcher matcher = SLOT.matcher(name);
        return matcher.matches()
                ? provider(context, Integer.parseInt(matcher.group(1)))
                        .flatMap(provider -> answer(context, name, provider, matcher.group(2)))
                        .orElseGet(() -> context.proceed(name))
                : context.proceed(name);
    }

    private static Optional<String> provider(ConfigSourceInterceptorContext context, int slot) {
        return ProviderNames.configured(context).stream()
                .filter(provider -> ProviderRegistry.REQUIRED.stream()
                        .allMatch(setting -> isGiven(context.restart(key(provider, setting)))))
                .skip(slot)
                .findFirst();
    }

    /** An empty value is none, as for those who ask for an {@link Optional}. */
    private static boolean isGiven(ConfigValue value) {
        return value != null && value.getValue() != null && !value.getValue().isEmpty();
    }

    private static Optional<ConfigValue> answer(
            ConfigSourceInterceptorContext context, String name, String provider, String member) {
        if (NUMBERS.containsKey(member)) {
            return Optional.of(
                    context.restart(key(provider, NUMBERS.get(member))).withName(name));
        }
        if (DURATIONS.containsKey(member)) {
            ConfigValue duration = context.restart(key(provider, DURATIONS.get(member)));
            long millis = DurationConverter.parseDuration(duration.getValue()).toMillis();
            return Optional.of(duration.withName(name).withValue(Long.toString(millis)));
        }
        return Optional.ofNullable(UNLIMITED.get(member))
                .map(none ->
                        ConfigValue.builder().withName(name).withValue(none).build());
    }

    private static String key(String provider, String setting) {
        return ProviderNames.PREFIX + provider + "." + setting;
    }
}
