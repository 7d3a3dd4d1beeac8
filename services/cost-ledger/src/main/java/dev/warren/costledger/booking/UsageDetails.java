package dev.warren.costledger.booking;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.contracts.json.Decimals;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.ProviderReport;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is known of a usage besides its tokens.
 *
 * @param providerCallId the provider's own id of the call; null where it gave none
 * @param servedModel the model that answered; null where it is the one that was asked, or nobody said
 * @param tier the service tier in lower case; null where it is the standard one, or nobody said
 * @param cost what the provider says the call costs, in US dollars; null where it does not say
 * @param spared whom a cascade did not have to ask; null outside of one
 * @param flags a word for each thing that could not be taken as it was said
 */
public record UsageDetails(
        String providerCallId, String servedModel, String tier, BigDecimal cost, Spared spared, List<String> flags) {

    /** Nothing is known. */
    static final UsageDetails NONE = new UsageDetails(null, null, null, null, null, List.of());

    private static final ProviderReport NOTHING = new ProviderReport(null, null, null, null, List.of());
    private static final Set<String> STANDARD = Set.of("default", "standard", "auto", "on_demand");
    private static final Set<String> BATCH = Set.of("batch", "batches");
    private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int MOST_WORDS = 20;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);
    private static final int MOST_DECIMALS = 30;

    public UsageDetails {
        flags = List.copyOf(flags);
    }

    /** What a message says, within the bounds of the ledger. */
    static UsageDetails of(ProviderReport said, String askedModel, Spared spared, Collection<String> flags) {
        ProviderReport providerReport = said == null ? NOTHING : said;
        String served = name(providerReport.model());
        boolean isCost = providerReport.cost() == null || isCost(providerReport.cost());
        return new UsageDetails(
                name(providerReport.id()),
                served == null || served.equals(askedModel) ? null : served,
                tier(providerReport),
                isCost ? providerReport.cost() : null,
                isComplete(spared)
                        ? new Spared(LedgerNameRules.of(spared.provider()), LedgerNameRules.of(spared.model()))
                        : null,
                words(
                        providerReport,
                        Stream.concat(flags.stream(), isCost ? Stream.of() : Stream.of("cost-out-of-range"))));
    }

    /** Whether the provider says that the call was part of a batch. */
    static boolean isBatch(ProviderReport providerReport) {
        return providerReport != null && providerReport.tier() != null && BATCH.contains(lower(providerReport.tier()));
    }

    UsageDetails flagged(String flag) {
        List<String> more = Stream.concat(flags.stream(), Stream.of(flag)).toList();
        return new UsageDetails(providerCallId, servedModel, tier, cost, spared, more);
    }

    private static String tier(ProviderReport providerReport) {
        String tier = name(providerReport.tier());
        String lower = tier == null ? null : lower(tier);
        return lower == null || STANDARD.contains(lower) || BATCH.contains(lower) ? null : lower;
    }

    private static List<String> words(ProviderReport providerReport, Stream<String> own) {
        Stream<String> theirs = providerReport.corrections().stream()
                .filter(word -> WORD.matcher(word).matches())
                .limit(MOST_WORDS);
        return Stream.concat(theirs, own).distinct().toList();
    }

    private static String name(String text) {
        return text == null || text.isBlank() ? null : LedgerNameRules.of(text.strip());
    }

    private static boolean isCost(BigDecimal cost) {
        return Decimals.isWithinMeasure(cost)
                && cost.signum() >= 0
                && cost.compareTo(MOST) <= 0
                && cost.scale() <= MOST_DECIMALS;
    }

    private static boolean isComplete(Spared spared) {
        return spared != null && name(spared.provider()) != null && name(spared.model()) != null;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
