package dev.warren.modelchain.provider.settings;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the names of providers in what is written down. {@code WARREN_PROVIDERS_MY_CHEAP_MAX_WAIT} may be about
 * {@code my} or about {@code my-cheap}: which of them it is, is known from the chains that name one. {@code primary}
 * and {@code secondary} need no {@code providers} before them: {@code WARREN_PRIMARY_URL}, {@code warren.primary.url}.
 */
public final class ProviderNames implements ConfigSourceInterceptor {

    public static final String PREFIX = "warren.providers.";

    private static final long serialVersionUID = 1L;
    private static final String ROOT = "warren.";
    private static final List<String> SHORT = List.of("primary", "secondary");
    private static final Pattern WRITTEN = Pattern.compile("warren\\.providers\\.([a-z0-9-]+)\\..+");
    private static final Pattern CHAIN =
            Pattern.compile("warren\\.(providers|chain|features\\..+\\.providers)(\\[\\d+])?");
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    /** What is said with the shorter key counts, where it is not said with the longer one in the same place. */
    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return shorter(name)
                .map(context::proceed)
                .filter(other -> value == null || other.getSourceOrdinal() > value.getSourceOrdinal())
                .map(other -> other.withName(name))
                .orElse(value);
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        return names(context).iterator();
    }

    /** All keys, those about providers as {@link ProviderSettings} has them. */
    private static Set<String> names(ConfigSourceInterceptorContext context) {
        Set<String> written = new HashSet<>();
        context.iterateNames().forEachRemaining(written::add);
        Set<String> known = known(context, written);
        return written.stream().map(name -> canonical(name, known)).collect(Collectors.toSet());
    }

    /** The names of all providers about which something is written down, in their order. */
    public static List<String> configured(ConfigSourceInterceptorContext context) {
        return names(context).stream()
                .flatMap(ProviderNames::named)
                .distinct()
                .sorted()
                .toList();
    }

    private static Set<String> known(ConfigSourceInterceptorContext context, Set<String> written) {
        Set<String> known = new TreeSet<>(LONGEST_FIRST);
        written.stream()
                .filter(name -> name.startsWith(ROOT) && CHAIN.matcher(name).matches())
                .map(context::proceed)
                .filter(Objects::nonNull)
                .flatMap(chain -> Stream.of(chain.getValue().split(",")))
                .map(String::strip)
                .forEach(known::add);
        written.stream().flatMap(ProviderNames::named).forEach(known::add);
        known.remove("");
        return known;
    }

    private static Stream<String> named(String key) {
        Matcher matcher = WRITTEN.matcher(key);
        return key.startsWith(PREFIX) && matcher.matches() ? Stream.of(matcher.group(1)) : Stream.empty();
    }

    private static String canonical(String name, Set<String> known) {
        if (!name.regionMatches(true, 0, ROOT, 0, ROOT.length() - 1)) {
            return name;
        }
        String variable = variable(name);
        return Stream.concat(
                        SHORT.stream().map(provider -> setting(variable, ROOT + provider + ".", provider)),
                        known.stream().map(provider -> setting(variable, PREFIX + provider + ".", provider)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(name);
    }

    /** The setting of the provider that the variable is about, if it begins like the prefix. */
    private static Optional<String> setting(String variable, String prefix, String provider) {
        return variable.startsWith(variable(prefix)) && variable.length() > prefix.length()
                ? Optional.of(PREFIX + provider + "."
                        + variable.substring(prefix.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                : Optional.empty();
    }

    private static Optional<String> shorter(String name) {
        return SHORT.stream()
                .filter(provider -> name.startsWith(PREFIX + provider + "."))
                .map(provider -> ROOT + name.substring(PREFIX.length()))
                .findFirst();
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
