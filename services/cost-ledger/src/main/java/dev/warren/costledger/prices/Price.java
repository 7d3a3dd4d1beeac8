package dev.warren.costledger.prices;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A row of a price list. Names are compared without regard to case.
 *
 * <p>Which calls it covers: {@code provider} is the provider's name in the chain, or {@code *} for any. {@code model}
 * is a name, or the beginning of names followed by {@code *}. A name also covers the dated versions of the model, as
 * {@code gpt-4o-mini} covers {@code gpt-4o-mini-2024-07-18} and {@code some-model@20250101}: a full date of eight
 * digits at the end, with or without hyphens, after a hyphen or an at sign. What gateways and catalogues write before a
 * name makes no other model of it, in the list or in the call: {@code openai/gpt-4o-mini} is {@code gpt-4o-mini}, and
 * {@code azure/gpt-4o} is not {@code openai/gpt-4o}. Nothing else is guessed.
 *
 * @param provider in lower case
 * @param model in lower case
 * @param team whose calls it is for, or {@code *} for all; the only name that is compared as it is written
 * @param validFrom calls from this moment on
 * @param currency ISO 4217
 * @param rates what a million tokens cost
 * @param sourceNote where the price was read, for a person; may be empty
 * @param tier the service tier that it is the price of, in lower case; empty for the standard one, and for every tier
 *     that has no price of its own
 */
@Embeddable
public record Price(
        String provider,
        String model,
        String team,
        @Column(name = "valid_from") Instant validFrom,
        String currency,
        @Embedded Rates rates,
        @Column(name = "source_note") String sourceNote,
        String tier) {

    /** Stands for any provider, for any team, and at the end of a model for any continuation. */
    public static final String ANY = "*";

    /** Of the standard tier. */
    static final String STANDARD = "";

    private static final char BEFORE_NAME = '/';
    private static final Pattern DATED = Pattern.compile("[-@](\\d{4}-\\d{2}-\\d{2}|\\d{8})$");

    public Price {
        provider = provider.toLowerCase(Locale.ROOT);
        model = model.toLowerCase(Locale.ROOT);
        tier = tier.toLowerCase(Locale.ROOT);
    }

    /** What a model is called without its date and without what is written before it. */
    static String shortest(String model) {
        return undated(model.substring(model.lastIndexOf(BEFORE_NAME) + 1));
    }

    /** What makes it another price and not a correction of the same one. */
    List<Object> key() {
        return List.of(provider, model, team, tier, validFrom);
    }

    /** What it is the price of. */
    List<String> subject() {
        return List.of(provider, model, team, tier);
    }

    /** Whether a call costs the same with either. */
    boolean chargesLike(Price other) {
        return currency.equals(other.currency) && rates.equals(other.rates);
    }

    /** Whether it is of such calls, of whatever team and tier. */
    boolean covers(String calledProvider, String calledModel, Instant at) {
        return !validFrom.isAfter(at)
                && (!namesProvider() || provider.equalsIgnoreCase(calledProvider))
                && coversModel(calledModel.toLowerCase(Locale.ROOT));
    }

    boolean isForTeam(String callingTeam) {
        return !namesTeam() || team.equals(callingTeam);
    }

    boolean isForTier(String calledTier) {
        return !namesTier() || tier.equalsIgnoreCase(calledTier);
    }

    boolean namesTeam() {
        return !team.equals(ANY);
    }

    boolean namesProvider() {
        return !provider.equals(ANY);
    }

    /** Whether it is the price of one tier. */
    public boolean namesTier() {
        return !tier.equals(STANDARD);
    }

    /** Whether it is the price of one model. */
    public boolean namesModel() {
        return !model.endsWith(ANY);
    }

    /** Whether the model is called as it is here, but for the date. */
    boolean isCalled(String called) {
        String lower = called.toLowerCase(Locale.ROOT);
        return lower.equals(model) || undated(lower).equals(model);
    }

    private boolean coversModel(String called) {
        return namesModel() ? isSame(called) || isSame(undated(called)) : begins(called);
    }

    private boolean isSame(String called) {
        return called.equals(model) || called.endsWith(BEFORE_NAME + model) || model.endsWith(BEFORE_NAME + called);
    }

    private boolean begins(String called) {
        String beginning = model.substring(0, model.length() - ANY.length());
        return IntStream.range(0, called.length())
                .filter(i -> i == 0 || called.charAt(i - 1) == BEFORE_NAME)
                .anyMatch(i -> called.startsWith(beginning, i));
    }

    private static String undated(String model) {
        return DATED.matcher(model).replaceFirst("");
    }
}
