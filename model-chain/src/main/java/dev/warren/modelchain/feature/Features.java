package dev.warren.modelchain.feature;

import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The features of this service that are on, in the order of their names. Immutable. */
public class Features {

    private final List<Feature> all;

    public Features(List<Feature> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads what is written down; a feature with a fault is left out.
     *
     * @param served what the features of the service are
     * @param usableProviders providers that are known and have an address
     * @param defaultProviders for features that name none
     * @param faults receives one sentence per fault, each beginning with the key
     */
    public static Features read(
            FeatureSettings settings,
            FeatureKind served,
            Set<String> usableProviders,
            List<String> defaultProviders,
            List<String> faults) {
        FeatureRules rules = new FeatureRules(served, usableProviders, defaultProviders);
        List<Feature> valid = new ArrayList<>();
        settings.features().entrySet().stream()
                .filter(named -> named.getValue().enabled())
                .forEach(named -> rules.apply(named.getKey(), named.getValue()).ifPresent(valid::add));
        faults.addAll(rules.faults());
        valid.sort(Comparator.comparing(Feature::name));
        return new Features(valid);
    }

    /** All of them. */
    public List<Feature> all() {
        return all;
    }

    /** Those whose business the event is. */
    public List<Feature> listeningTo(CloudEvent event) {
        return all.stream()
                .filter(feature -> feature.listensTo(event.getType()))
                .toList();
    }

    /** The providers that any of them may ask. */
    public Set<String> providers() {
        return all.stream().flatMap(feature -> feature.providers().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
