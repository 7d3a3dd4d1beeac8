package dev.warren.costledger.prices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.contracts.json.Decimals;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One model of a {@link LiteLlmPriceMap}, with the keys that are taken from it.
 *
 * @param name as it stands in the map, with the provider's prefix where it has one
 * @param keys what the map says about it
 * @param faults is told what is no price
 */
record LiteLlmModel(String name, JsonNode keys, ParameterFaults faults) {

    private static final String INPUT = "input_cost_per_token";
    private static final String OUTPUT = "output_cost_per_token";
    private static final String CACHED_INPUT = "cache_read_input_token_cost";
    private static final String CACHE_WRITE = "cache_creation_input_token_cost";
    private static final String REASONING = "output_cost_per_reasoning_token";
    private static final String BATCHES = "_batches";
    private static final Pattern ABOVE = Pattern.compile("(?:" + INPUT + "|" + OUTPUT + ")(_above_(\\d{1,6})k_tokens)");

    /** What a key of a tier ends with, and how it is called in a price. */
    private static final List<String> TIERS = List.of("priority", "flex");

    private static final Set<String> TEXT_MODES = Set.of("", "chat", "completion", "responses");

    private static final int THOUSAND = 1_000;
    private static final int MILLION = 6;
    private static final int RATE_DIGITS = 9;
    private static final int MOST_DIGITS = 40;
    private static final BigDecimal MOST_PER_TOKEN = BigDecimal.valueOf(THOUSAND);

    /** The map's name of the provider. */
    String provider() {
        return keys.path("litellm_provider").asText("");
    }

    /** The name that a call would have, in lower case. */
    String model() {
        return (hasPrefix() ? name.substring(name.indexOf('/') + 1) : name).toLowerCase(Locale.ROOT);
    }

    /** Whether the name begins with the provider, or with the family of providers that it belongs to. */
    boolean hasPrefix() {
        int slash = name.indexOf('/');
        return slash > 0
                && (provider().equals(name.substring(0, slash))
                        || provider().startsWith(name.substring(0, slash) + "-"));
    }

    boolean answersWithText() {
        return TEXT_MODES.contains(keys.path("mode").asText(""));
    }

    /** Whether its price has more steps than are understood here. */
    boolean hasTieredPricing() {
        return keys.hasNonNull("tiered_pricing") || steps().size() > 1;
    }

    boolean hasPrice() {
        return !model().contains(Price.ANY)
                && LedgerNameRules.fault(model()).isEmpty()
                && Stream.of(INPUT, OUTPUT).allMatch(keys::hasNonNull)
                && Stream.of(INPUT, OUTPUT).anyMatch(key -> !isZero(keys.get(key)));
    }

    /** The tiers that have rates of their own. */
    List<String> tiers() {
        return TIERS.stream()
                .filter(tier -> Stream.of(INPUT, OUTPUT).allMatch(key -> keys.hasNonNull(ofTier(key, tier))))
                .filter(tier -> Stream.of(INPUT, OUTPUT).anyMatch(key -> !isZero(keys.get(ofTier(key, tier)))))
                .toList();
    }

    /** The tiers of which the map has a rate, and not both that a price needs. */
    List<String> incompleteTiers() {
        return TIERS.stream()
                .filter(tier -> !tiers().contains(tier))
                .filter(tier -> Stream.of(INPUT, OUTPUT).anyMatch(key -> keys.hasNonNull(ofTier(key, tier))))
                .toList();
    }

    /**
     * What a tier costs. What has no rate of its own costs what its plain kind costs; in a long request, the dearer of
     * what it costs in a short one and of what others pay for it in a long one.
     */
    Rates rates(String tier) {
        TokenRates standard = new TokenRates(
                rate(ofTier(INPUT, tier)).orElse(BigDecimal.ZERO),
                rate(ofTier(CACHED_INPUT, tier)).orElse(null),
                rate(ofTier(CACHE_WRITE, tier)).orElse(null),
                rate(ofTier(OUTPUT, tier)).orElse(BigDecimal.ZERO),
                rate(ofTier(REASONING, tier)).orElse(null));
        Optional<String> step = steps().stream().findFirst();
        return new Rates(
                standard,
                null,
                step.map(LiteLlmModel::above).orElse(null),
                step.map(found -> longRates(found, tier, standard)).orElse(null));
    }

    private TokenRates longRates(String step, String tier, TokenRates standard) {
        TokenRates others = longRates(step);
        return new TokenRates(
                ofTier(INPUT, step, tier, standard.input(), others.input()),
                ofTier(CACHED_INPUT, step, tier, standard.cachedInput(), others.cachedInput()),
                ofTier(CACHE_WRITE, step, tier, standard.cacheWrite(), others.cacheWrite()),
                ofTier(OUTPUT, step, tier, standard.output(), others.output()),
                ofTier(REASONING, step, tier, standard.reasoning(), others.reasoning()));
    }

    private BigDecimal ofTier(String key, String step, String tier, BigDecimal inShort, BigDecimal ofOthers) {
        return rate(ofTier(key + step, tier)).orElseGet(() -> inShort.max(ofOthers));
    }

    private static String ofTier(String key, String tier) {
        return key + "_" + tier;
    }

    Rates rates() {
        Optional<String> step = steps().stream().findFirst();
        TokenRates standard = standard();
        return new Rates(
                standard,
                batchFactor(standard),
                step.map(LiteLlmModel::above).orElse(null),
                step.map(this::longRates).orElse(null));
    }

    private TokenRates standard() {
        BigDecimal input = rate(INPUT).orElse(BigDecimal.ZERO);
        BigDecimal output = rate(OUTPUT).orElse(BigDecimal.ZERO);
        return new TokenRates(
                input,
                rate(CACHED_INPUT).orElse(null),
                rate(CACHE_WRITE).orElse(null),
                output,
                rate(REASONING).orElse(null));
    }

    /** One factor for all kinds of tokens: the dearer one where the map has two. */
    private BigDecimal batchFactor(TokenRates standard) {
        return Stream.of(share(INPUT, standard.input()), share(OUTPUT, standard.output()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Optional<BigDecimal> share(String key, BigDecimal standard) {
        return standard.signum() == 0
                ? Optional.empty()
                : rate(key + BATCHES).map(batch -> batch.divide(standard, RATE_DIGITS, RoundingMode.UP));
    }

    /** What the keys of rates for long requests end with, each with its own length. */
    private Set<String> steps() {
        return keys.properties().stream()
                .filter(key -> !key.getValue().isNull())
                .map(key -> ABOVE.matcher(key.getKey()))
                .filter(Matcher::matches)
                .map(key -> key.group(1))
                .collect(Collectors.toSet());
    }

    private static long above(String step) {
        Matcher matcher = ABOVE.matcher(INPUT + step);
        return matcher.matches() ? Long.parseLong(matcher.group(2)) * THOUSAND : 0;
    }

    /**
     * What has no rate of its own in a long request keeps the one that it has in a short one, as in the map's origin.
     */
    private TokenRates longRates(String step) {
        return new TokenRates(
                rate(INPUT + step).or(() -> rate(INPUT)).orElse(BigDecimal.ZERO),
                rate(CACHED_INPUT + step).or(() -> rate(CACHED_INPUT)).orElse(null),
                rate(CACHE_WRITE + step).or(() -> rate(CACHE_WRITE)).orElse(null),
                rate(OUTPUT + step).or(() -> rate(OUTPUT)).orElse(BigDecimal.ZERO),
                rate(REASONING + step).orElse(null));
    }

    /** Per million; empty where the map has none. */
    private Optional<BigDecimal> rate(String key) {
        JsonNode value = keys.get(key);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!isPrice(value)) {
            faults.add(name + "." + key, FaultCode.OUT_OF_RANGE, "must be a number from 0 to " + MOST_PER_TOKEN);
            return Optional.empty();
        }
        return Optional.of(value.decimalValue().movePointRight(MILLION).setScale(RATE_DIGITS, RoundingMode.HALF_UP));
    }

    private static boolean isPrice(JsonNode value) {
        return value.isNumber()
                && Decimals.isWithinMeasure(value.decimalValue())
                && value.decimalValue().signum() >= 0
                && value.decimalValue().compareTo(MOST_PER_TOKEN) <= 0
                && value.decimalValue().scale() <= MOST_DIGITS;
    }

    private static boolean isZero(JsonNode value) {
        return value.isNumber() && value.decimalValue().signum() == 0;
    }
}
