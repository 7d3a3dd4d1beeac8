package dev.warren.costledger.booking;

import dev.warren.contracts.v1.Decimals;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.Names;
import dev.warren.contracts.v1.Reported;
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
public record Details(
        String providerCallId, String servedModel, String tier, BigDecimal cost, Spared spared, List<String> flags) {

    /** Nothing is known. */
    static final Details NONE = new Details(null, null, null, null, null, List.of());

    private static final Reported NOTHING = new Reported(null, null, null, null, List.of());
    private static final Set<String> STANDARD = Set.of("default", "standard", "auto", "on_demand");
    private static final Set<String> BATCH = Set.of("batch", "batches");
    private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int MOST_WORDS = 20;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);
    private static final int MOST_DECIMALS = 30;

    public Details {
        flags = List.copyOf(flags);
    }

    /** What a message says, within the bounds of the ledger. */
    static Details of(Reported said, String askedModel, Spared spared, Collection<String> flags) {
        Reported reported = said == null ? NOTHING : said;
        String served = name(reported.model());
        boolean isCost = reported.cost() == null || isCost(reported.cost());
        return new Details(
                name(reported.id()),
                served == null || served.equals(askedModel) ? null : served,
                tier(reported),
                isCost ? reported.cost() : null,
                isComplete(spared) ? new Spared(Names.of(spared.provider()), Names.of(spared.model())) : null,
                words(reported, Stream.concat(flags.stream(), isCost ? Stream.of() : Stream.of("cost-out-of-range"))));
    }

    /** Whether the provider says that the call was part of a batch. */
    static boolean isBatch(Reported reported) {
        return reported != null && reported.tier() != null && BATCH.contains(lower(reported.tier()));
    }

    Details flagged(String flag) {
        List<String> more = Stream.concat(flags.stream(), Stream.of(flag)).toList();
        return new Details(providerCallId, servedModel, tier, cost, spared, more);
    }

    private static String tier(Reported reported) {
        String tier = name(reported.tier());
        String lower = tier == null ? null : lower(tier);
        return lower == null || STANDARD.contains(lower) || BATCH.contains(lower) ? null : lower;
    }

    private static List<String> words(Reported reported, Stream<String> own) {
        Stream<String> theirs = reported.corrections().stream()
                .filter(word -> WORD.matcher(word).matches())
                .limit(MOST_WORDS);
        return Stream.concat(theirs, own).distinct().toList();
    }

    private static String name(String text) {
        return text == null || text.isBlank() ? null : Names.of(text.strip());
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
