package dev.warren.modelchain.provider.reply;

import dev.warren.contracts.json.Decimals;
import dev.warren.contracts.v1.ProviderReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads what a provider reports about a call besides its tokens. */
final class ResponseMetadataReader {

    private static final String ID = "/id";

    /** OpenRouter; the LiteLLM proxy. Their usage is listed by it, also of calls whose answer never came. */
    private static final List<String> ID_HEADERS = List.of("x-generation-id", "x-litellm-call-id");

    private static final String MODEL = "/model";
    private static final List<String> TIER = List.of("/service_tier", "/usage/service_tier");

    /** OpenRouter; Perplexity; DeepInfra. */
    private static final List<String> COST = List.of("/usage/cost", "/usage/cost/total_cost", "/usage/estimated_cost");

    /** xAI: in parts of a dollar. */
    private static final String COST_IN_TICKS = "/usage/cost_in_usd_ticks";

    private static final int TICKS_SCALE = 10;
    private static final String COST_HEADER = "x-litellm-response-cost";

    static final Set<String> PLACES =
            Set.of(ID, MODEL, TIER.get(0), TIER.get(1), COST.get(0), COST.get(1), COST.get(2), COST_IN_TICKS);

    private static final Set<String> ORDINARY_TIERS = Set.of("default", "auto", "standard", "on_demand");
    private static final int SCALE = 18;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);

    private ResponseMetadataReader() {}

    /**
     * What is kept; null where there is nothing.
     *
     * @param asked the model that was asked
     */
    static ProviderReport reported(
            Map<String, String> found, UnaryOperator<String> headers, String asked, List<String> corrections) {
        String id = id(found, headers);
        String model = ProviderText.of(found.get(MODEL));
        String tier = tier(found);
        BigDecimal cost = cost(found, headers).orElse(null);
        String other = asked.equals(model) ? null : model;
        boolean nothing = Stream.of(id, other, tier, cost).allMatch(Objects::isNull) && corrections.isEmpty();
        return nothing ? null : new ProviderReport(id, other, tier, cost, corrections);
    }

    private static String id(Map<String, String> found, UnaryOperator<String> headers) {
        return Stream.concat(Stream.of(ID).map(found::get), ID_HEADERS.stream().map(headers))
                .map(ProviderText::of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String tier(Map<String, String> found) {
        return TIER.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(tier -> ProviderText.of(tier.toLowerCase(Locale.ROOT)))
                .filter(Objects::nonNull)
                .filter(tier -> !ORDINARY_TIERS.contains(tier))
                .findFirst()
                .orElse(null);
    }

    private static Optional<BigDecimal> cost(Map<String, String> found, UnaryOperator<String> headers) {
        return COST.stream()
                .flatMap(place -> amount(found.get(place), 0).stream())
                .findFirst()
                .or(() -> amount(found.get(COST_IN_TICKS), TICKS_SCALE))
                .or(() -> amount(headers.apply(COST_HEADER), 0));
    }

    private static Optional<BigDecimal> amount(String text, int scale) {
        try {
            return Optional.ofNullable(text)
                    .map(it -> Decimals.read(it.strip()).movePointLeft(scale))
                    .filter(amount -> amount.signum() >= 0 && amount.compareTo(MOST) < 0)
                    .map(amount -> amount.setScale(Math.clamp(amount.scale(), 0, SCALE), RoundingMode.HALF_UP));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
