package dev.warren.costledger.prices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.contracts.event.TextTruncation;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a price map in the format of LiteLLM's {@code model_prices_and_context_window.json}: one object per model, with
 * prices in US dollars per token. Not thread-safe.
 *
 * <p>Taken are models of the given providers that answer text with text and have prices per token, under their name
 * without the provider's prefix, with a price of its own for each tier that has one. A model whose prices are 0 is left
 * out: the map says 0 also where nobody knows.
 */
final class LiteLlmPriceMap {

    private static final String CURRENCY = "USD";
    private static final int MOST_NAMED = 100;
    private static final int LONGEST_NAMED = 200;

    /** Explains the format. */
    private static final String IS_NO_MODEL = "sample_spec";

    private final Map<String, String> providers;
    private final Instant validFrom;
    private final String note;
    private final ParameterFaults faults;
    private final Map<List<String>, LiteLlmModel> taken = new TreeMap<>(LiteLlmPriceMap::compare);
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final Map<String, List<String>> leftOutModels = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();

    /**
     * Nothing is read yet.
     *
     * @param providers the name in the chain, or {@code *}, by the map's name of each provider that is taken
     * @param note what the prices' source note is to say
     * @param faults is told each model and key that is wrong
     */
    LiteLlmPriceMap(Map<String, String> providers, Instant validFrom, String note, ParameterFaults faults) {
        this.providers = providers;
        this.validFrom = validFrom;
        this.note = note;
        this.faults = faults;
    }

    /** Reads all models; where there are faults, the result is of no use. */
    List<Price> read(JsonNode map) {
        if (!map.isObject()) {
            faults.add("body", FaultCode.INVALID, "must be an object with one field per model");
        }
        map.properties().stream()
                .filter(field -> !field.getKey().equals(IS_NO_MODEL))
                .forEach(field -> read(new LiteLlmModel(field.getKey(), field.getValue(), faults)));
        return taken.entrySet().stream()
                .flatMap(model -> prices(model.getKey(), model.getValue()))
                .toList();
    }

    /** How many models were left out, by why. */
    Map<String, Integer> leftOut() {
        return leftOut;
    }

    /** The first models that were left out of those of the given providers, by why. */
    Map<String, List<String>> leftOutModels() {
        return leftOutModels;
    }

    /** Providers that were asked for and are none of the map's, in words; empty where there are none. */
    Optional<String> unknownProviders() {
        Set<String> unknown = new TreeSet<>(providers.keySet());
        unknown.removeAll(known);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("%s is none of the map's providers: %s"
                        .formatted(
                                String.join(", ", unknown),
                                known.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))));
    }

    /**
     * Names in the chain that nobody knows, in words; empty where there are none. One that the map has is known.
     *
     * @param called in the chain, as far as anybody knows
     */
    Optional<String> unknownNames(Collection<String> called) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(called);
        names.addAll(known);
        names.add(Price.ANY);
        List<String> unknown = providers.values().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("%s is no provider that the ledger knows (%s); one that is new needs newProvider=true"
                        .formatted(
                                String.join(", ", unknown),
                                called.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))));
    }

    private void read(LiteLlmModel model) {
        String provider = providers.get(model.provider());
        if (!model.provider().isEmpty()) {
            known.add(model.provider());
        }
        if (provider == null) {
            leftOut.merge("otherProvider", 1, Integer::sum);
        } else if (!model.answersWithText()) {
            leaveOut("otherMode", model.name());
        } else if (model.hasTieredPricing()) {
            leaveOut("tieredPricing", model.name());
        } else if (!model.hasPrice()) {
            leaveOut("noTokenPrice", model.name());
        } else {
            model.incompleteTiers()
                    .forEach(tier -> leaveOut("incompleteTier", "%s (%s)".formatted(model.name(), tier)));
            take(List.of(provider, model.model()), model);
        }
    }

    private void take(List<String> key, LiteLlmModel model) {
        LiteLlmModel other = taken.putIfAbsent(key, model);
        if (other == null) {
            return;
        }
        leaveOut("duplicate", model.hasPrefix() ? model.name() : other.name());
        if (!other.provider().equals(model.provider()) && !other.rates().equals(model.rates())) {
            faults.add(
                    model.name(),
                    FaultCode.REPEATED,
                    "would be the same model of provider %s as %s, at another price"
                            .formatted(key.get(0), other.name()));
        } else if (!model.hasPrefix()) {
            taken.put(key, model);
        }
    }

    private Stream<Price> prices(List<String> key, LiteLlmModel model) {
        return Stream.concat(
                Stream.of(price(key, model.rates(), Price.STANDARD)),
                model.tiers().stream().map(tier -> price(key, model.rates(tier), tier)));
    }

    private Price price(List<String> key, Rates rates, String tier) {
        return new Price(key.get(0), key.get(1), Price.ANY, validFrom, CURRENCY, rates, note, tier);
    }

    private void leaveOut(String why, String model) {
        leftOut.merge(why, 1, Integer::sum);
        List<String> models = leftOutModels.computeIfAbsent(why, first -> new ArrayList<>());
        if (models.size() < MOST_NAMED) {
            models.add(TextTruncation.bounded(model, LONGEST_NAMED));
        }
    }

    private static int compare(List<String> one, List<String> other) {
        int byProvider = one.get(0).compareTo(other.get(0));
        return byProvider == 0 ? one.get(1).compareTo(other.get(1)) : byProvider;
    }
}
