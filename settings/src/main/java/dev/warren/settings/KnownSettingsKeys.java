package dev.warren.settings;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertyNamesMatcher;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that the service's mappings have. An unknown one is a fault like others and is told with them: the framework
 * would stop at it before anything else is checked.
 */
public final class KnownSettingsKeys implements SmallRyeConfigBuilderCustomizer {

    private static final String OURS = "warren.";

    private static final String ANY = "*";
    private static final String DOT_OUTSIDE_QUOTES = "\\.(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    /** Keys that stand alone. */
    private static final Set<String> SINGLE = Set.of("warren.providers", "warren.chain");

    /** Providers whose keys may do without {@code providers} before their name. */
    private static final Pattern SHORT = Pattern.compile("^warren\\.(primary|secondary)(?=\\.)");

    /** The mappings are added to it before and after this class has seen it. */
    private static volatile SmallRyeConfigBuilder builder;

    @Override
    public void configBuilder(SmallRyeConfigBuilder begun) {
        builder = begun.withValidateUnknown(false);
    }

    /** A sentence for each of the keys that is Warren's and that nothing reads. */
    static List<String> unknown(Set<String> keys) {
        if (builder == null) {
            return List.of();
        }
        List<ConfigClass> mappings = List.copyOf(builder.getMappingsBuilder().getMappings());
        PropertyNamesMatcher known = ConfigMappings.propertyNamesMatcher(mappings);
        Set<String> names = mappings.stream()
                .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream())
                .collect(Collectors.toSet());
        return keys.stream()
                .filter(key -> key.startsWith(OURS) && !SINGLE.contains(unindexed(key)) && !known.matches(full(key)))
                .map(key -> RenamedSettingsKeys.newName(full(key))
                        .map(name -> key + " is called " + name + " now")
                        .orElseGet(() -> asWritten(sentence(full(key), names), key)))
                .distinct()
                .sorted()
                .toList();
    }

    private static String full(String key) {
        return SHORT.matcher(key).replaceFirst("warren.providers.$1");
    }

    private static String asWritten(String sentence, String key) {
        Matcher shorter = SHORT.matcher(key);
        return shorter.find() ? sentence.replace("warren.providers." + shorter.group(1), shorter.group()) : sentence;
    }

    /** About the first part that is unknown, with what could stand in its place. */
    private static String sentence(String key, Set<String> names) {
        List<String> parts = parts(key);
        for (int depth = parts.size() - 1; depth > 0; depth--) {
            List<String> parents = parts.subList(0, depth);
            String siblings = siblings(parents, names);
            if (!siblings.isEmpty()) {
                return "%s is unknown; below %s there are %s"
                        .formatted(String.join(".", parts.subList(0, depth + 1)), String.join(".", parents), siblings);
            }
        }
        return key + " is unknown";
    }

    private static String siblings(List<String> parents, Set<String> names) {
        return Stream.concat(names.stream(), SINGLE.stream())
                .map(KnownSettingsKeys::parts)
                .filter(name -> name.size() > parents.size() && isBelow(name, parents))
                .map(name -> name.get(parents.size()))
                .filter(name -> !name.equals(ANY))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static List<String> parts(String key) {
        return List.of(unindexed(key).split(DOT_OUTSIDE_QUOTES));
    }

    private static boolean isBelow(List<String> name, List<String> parents) {
        for (int i = 0; i < parents.size(); i++) {
            if (!name.get(i).equals(ANY) && !name.get(i).equals(parents.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String unindexed(String key) {
        return key.replaceAll("\\[[^]]*]", "");
    }
}
