package dev.warren.costledger.prices;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A row of a price list. Names are compared without regard to case.
 *
 * <p>Which calls it covers: {@code provider} is the provider's name in the chain, or {@code *} for any. {@code model}
 * is a name, or the beginning of names followed by {@code *}. A name also covers the dated versions of the model, as
 * {@code gpt-4o-mini} covers {@code gpt-4o-mini-2024-07-18} and {@code some-model@20250101}: a full date of eight
 * digits at the end, with or without hyphens, after a hyphen or an at sign. Nothing else is guessed.
 *
 * @param provider in lower case
 * @param model in lower case
 * @param team whose calls it is for, or {@code *} for all; the only name that is compared as it is written
 * @param validFrom calls from this moment on
 * @param currency ISO 4217
 * @param rates what a million tokens cost
 * @param sourceNote where the price was read, for a person; may be empty
 */
@Embeddable
public record Price(
        String provider,
        String model,
        String team,
        @Column(name = "valid_from") Instant validFrom,
        String currency,
        @Embedded Rates rates,
        @Column(name = "source_note") String sourceNote) {

    /** Stands for any provider, for any team, and at the end of a model for any continuation. */
    public static final String ANY = "*";

    private static final Pattern DATED = Pattern.compile("[-@](\\d{4}-\\d{2}-\\d{2}|\\d{8})$");

    public Price {
        provider = provider.toLowerCase(Locale.ROOT);
        model = model.toLowerCase(Locale.ROOT);
    }

    /** What makes it another price and not a correction of the same one. */
    List<Object> key() {
        return List.of(provider, model, team, validFrom);
    }

    /** What it is the price of. */
    List<String> subject() {
        return List.of(provider, model, team);
    }

    /** Whether a call costs the same with either. */
    boolean chargesLike(Price other) {
        return currency.equals(other.currency) && rates.equals(other.rates);
    }

    boolean covers(String calledProvider, String calledModel, String callingTeam, Instant at) {
        return !validFrom.isAfter(at)
                && (!namesTeam() || team.equals(callingTeam))
                && (!namesProvider() || provider.equalsIgnoreCase(calledProvider))
                && coversModel(calledModel.toLowerCase(Locale.ROOT));
    }

    boolean namesTeam() {
        return !team.equals(ANY);
    }

    boolean namesProvider() {
        return !provider.equals(ANY);
    }

    boolean namesModel() {
        return !model.endsWith(ANY);
    }

    private boolean coversModel(String called) {
        return namesModel()
                ? called.equals(model) || DATED.matcher(called).replaceFirst("").equals(model)
                : called.startsWith(model.substring(0, model.length() - ANY.length()));
    }
}
