package dev.warren.modelchain.feature;

import com.fasterxml.jackson.core.JsonPointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a feature must obey. Every fault is a sentence that begins with the key; all are found in one go. */
final class FeatureRules {

    private static final Pattern CONDITION =
            Pattern.compile("\\s*confidence\\s*>=\\s*(0(?:\\.\\d{1,9})?|1(?:\\.0{1,9})?)\\s*");
    private static final String EMBEDDED = "local";

    private final FeatureKind served;
    private final Set<String> usableProviders;
    private final List<String> defaultProviders;
    private final List<String> faults = new ArrayList<>();

    /**
     * Rules for one service.
     *
     * @param served what the features of the service are
     * @param usableProviders providers that are known and have an address
     * @param defaultProviders for features that name none
     */
    FeatureRules(FeatureKind served, Set<String> usableProviders, List<String> defaultProviders) {
        this.served = served;
        this.usableProviders = usableProviders;
        this.defaultProviders = defaultProviders;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The feature, or empty if it has a fault, which is then among {@link #faults()}. */
    Optional<Feature> apply(String name, FeatureSettings.Entry entry) {
        int before = faults.size();
        FeatureFaults found = new FeatureFaults(name, faults);
        List<String> chain = entry.providers().orElse(defaultProviders);
        Rule rule = new Rule(found);
        found.demand(NameRules.allow(name), "", "a name is lower-case letters, digits and hyphens");
        rule.kind(entry.kind());
        entry.events().ifPresentOrElse(rule::events, () -> found.missing("events"));
        entry.text().ifPresentOrElse(rule::pointers, () -> found.missing("text"));
        entry.providers().ifPresent(rule::providers);
        rule.models(entry.models());
        rule.conditions(entry.answerWhen(), chain);
        rule.limits(entry);
        SkillSettings settings = served.settings(name, chain, found);
        return faults.size() == before ? Optional.of(feature(name, entry, chain, settings)) : Optional.empty();
    }

    private Feature feature(String name, FeatureSettings.Entry entry, List<String> chain, SkillSettings settings) {
        return new Feature(
                name,
                served.kind(),
                entry.version(),
                entry.events().orElseThrow(),
                entry.text().orElseThrow().stream().map(JsonPointer::compile).toList(),
                chain,
                entry.maxLength(),
                BigDecimal.valueOf(entry.minConfidence()),
                settings,
                entry.onExhausted(),
                new Feature.Cache(entry.cache().enabled(), entry.cache().lifetime()),
                entry.onConflict(),
                entry.models(),
                entry.answerWhen().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, when -> leastConfidence(when.getValue()))));
    }

    private static BigDecimal leastConfidence(String condition) {
        Matcher matcher = CONDITION.matcher(condition);
        matcher.matches(); // it was checked before
        return new BigDecimal(matcher.group(1));
    }

    /** Checks below one key. */
    private final class Rule {

        private final FeatureFaults found;

        Rule(FeatureFaults found) {
            this.found = found;
        }

        void kind(Optional<String> kind) {
            found.demand(
                    kind.map(word -> word.toLowerCase(Locale.ROOT))
                            .equals(Optional.of(served.kind().name())),
                    ".kind",
                    "this service supports the kind '%s', not '%s'"
                            .formatted(served.kind().name(), kind.orElse("")));
        }

        void events(List<String> events) {
            each(events, ".events", type -> {
                int star = type.indexOf(Feature.ANY_REST);
                found.demand(
                        star < 0 || star == type.length() - 1,
                        ".events",
                        "'%s' has a '*' that is not at its end".formatted(type));
            });
        }

        void pointers(List<String> pointers) {
            each(pointers, ".text", pointer -> {
                try {
                    JsonPointer.compile(pointer);
                } catch (IllegalArgumentException e) {
                    found.demand(
                            false,
                            ".text",
                            "'%s' is not a JSON Pointer: it must be empty or begin with '/'".formatted(pointer));
                }
            });
        }

        void providers(List<String> providers) {
            each(
                    providers,
                    ".providers",
                    name -> found.demand(
                            usableProviders.contains(name),
                            ".providers",
                            "'%s' is unknown, or its url or model is not set; usable are %s"
                                    .formatted(name, String.join(", ", usableProviders))));
        }

        void models(Map<String, String> models) {
            models.keySet()
                    .forEach(name -> found.demand(
                            usableProviders.contains(name) && !name.equals(EMBEDDED),
                            ".models." + name,
                            "is not a provider with models; available: %s"
                                    .formatted(String.join(", ", usableProviders))));
        }

        void conditions(Map<String, String> conditions, List<String> chain) {
            conditions.forEach((name, condition) -> {
                String below = ".answer-when." + name;
                found.demand(
                        served.kind().isScored(),
                        below,
                        "a %s has no confidence".formatted(served.kind().name()));
                found.demand(
                        CONDITION.matcher(condition).matches(),
                        below,
                        "must be like 'confidence >= 0.9', with a number from 0 to 1");
                found.demand(
                        chain.stream()
                                .dropWhile(each -> !each.equals(name))
                                .skip(1)
                                .anyMatch(each -> !each.equals(EMBEDDED)),
                        below,
                        "no provider with a remote model follows '%s' in the chain %s, so the condition has no effect"
                                .formatted(name, String.join(", ", chain)));
            });
        }

        void limits(FeatureSettings.Entry entry) {
            Map.of(
                            ".version", entry.version(),
                            ".max-length", entry.maxLength())
                    .forEach((below, value) -> found.demand(value > 0, below, "must be at least 1"));
            found.demand(entry.cache().lifetime().isPositive(), ".cache.lifetime", "must be positive");
            found.demand(
                    entry.minConfidence() >= 0 && entry.minConfidence() <= 1, ".min-confidence", "must be from 0 to 1");
        }

        private void each(List<String> values, String below, Consumer<String> check) {
            found.demand(!values.isEmpty(), below, "must not be empty");
            values.forEach(check);
        }
    }
}
