package dev.warren.costledger.prices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.messaging.http.Faults;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a price map in the format of LiteLLM's {@code model_prices_and_context_window.json}: one object per model, with
 * prices in US dollars per token. Not thread-safe.
 *
 * <p>Taken are models of the given providers that answer text with text and have prices per token, under their name
 * without the provider's prefix. A model whose prices are 0 is left out: the map says 0 also where nobody knows.
 */
final class PriceMap {

    private static final String CURRENCY = "USD";

    /** Explains the format. */
    private static final String IS_NO_MODEL = "sample_spec";

    private final Map<String, String> providers;
    private final Instant validFrom;
    private final String note;
    private final Faults faults;
    private final Map<List<String>, MappedModel> taken = new TreeMap<>(PriceMap::compare);
    private final Map<String, Integer> leftOut = new TreeMap<>();

    /**
     * Nothing is read yet.
     *
     * @param providers the name in the chain, or {@code *}, by the map's name of each provider that is taken
     * @param note what the prices' source note is to say
     * @param faults is told each model and key that is wrong
     */
    PriceMap(Map<String, String> providers, Instant validFrom, String note, Faults faults) {
        this.providers = providers;
        this.validFrom = validFrom;
        this.note = note;
        this.faults = faults;
    }

    /** Reads all models; where there are faults, the result is of no use. */
    List<Price> read(JsonNode map) {
        if (!map.isObject()) {
            faults.add("body", "must be an object with one field per model");
        }
        map.properties().stream()
                .filter(field -> !field.getKey().equals(IS_NO_MODEL))
                .forEach(field -> read(new MappedModel(field.getKey(), field.getValue(), faults)));
        return taken.entrySet().stream()
                .map(model -> price(model.getKey(), model.getValue()))
                .toList();
    }

    /** How many models were left out, by why. */
    Map<String, Integer> leftOut() {
        return leftOut;
    }

    private void read(MappedModel model) {
        String provider = providers.get(model.provider());
        if (provider == null) {
            leaveOut("otherProvider");
        } else if (!model.answersWithText()) {
            leaveOut("otherMode");
        } else if (model.hasTieredPricing()) {
            leaveOut("tieredPricing");
        } else if (!model.hasPrice()) {
            leaveOut("noTokenPrice");
        } else {
            take(List.of(provider, model.model()), model);
        }
    }

    private void take(List<String> key, MappedModel model) {
        MappedModel other = taken.putIfAbsent(key, model);
        if (other == null) {
            return;
        }
        leaveOut("duplicate");
        if (!other.provider().equals(model.provider()) && !other.rates().equals(model.rates())) {
            faults.add(
                    model.name(),
                    "would be the same model of provider %s as %s, at another price"
                            .formatted(key.get(0), other.name()));
        } else if (!model.hasPrefix()) {
            taken.put(key, model);
        }
    }

    private Price price(List<String> key, MappedModel model) {
        return new Price(key.get(0), key.get(1), Price.ANY, validFrom, CURRENCY, model.rates(), note);
    }

    private void leaveOut(String why) {
        leftOut.merge(why, 1, Integer::sum);
    }

    private static int compare(List<String> one, List<String> other) {
        int byProvider = one.get(0).compareTo(other.get(0));
        return byProvider == 0 ? one.get(1).compareTo(other.get(1)) : byProvider;
    }
}
