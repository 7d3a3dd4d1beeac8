package dev.warren.costledger.reconciliation;

import dev.warren.contracts.v1.Decimals;
import dev.warren.costledger.prices.TokenRates;
import dev.warren.costledger.reconciliation.Report.Day;
import dev.warren.costledger.reconciliation.Report.Difference;
import dev.warren.costledger.reconciliation.Report.Part;
import dev.warren.costledger.reconciliation.Report.Side;
import dev.warren.costledger.reconciliation.Report.Total;
import dev.warren.costledger.reconciliation.Report.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A provider's record beside the ledger. Pure.
 *
 * @param exported what the provider says
 * @param booked what the ledger says
 * @param rates what a model's tokens cost on a day, if that is known
 */
record Comparison(Map<Key, Figures> exported, Map<Key, Booked> booked, Function<Key, Optional<TokenRates>> rates) {

    private static final int MILLION = 6;

    /** One for each day and model that either knows, in their order. */
    List<Day> days() {
        Set<Key> keys = new TreeSet<>(exported.keySet());
        keys.addAll(booked.keySet());
        return keys.stream().map(this::day).toList();
    }

    Total total() {
        Figures provider = exported.values().stream().reduce(Figures.NONE, Figures::plus);
        Booked ledger = booked.values().stream().reduce(Booked.NOTHING, Booked::plus);
        return new Total(
                side(provider),
                side(ledger),
                Decimals.plain(provider.amount().subtract(ledger.figures().amount())));
    }

    private Day day(Key key) {
        Figures provider = exported.get(key);
        Booked ledger = booked.get(key);
        Figures difference = or(provider).minus(ledger == null ? Figures.NONE : ledger.figures());
        Verdict verdict = verdict(provider, ledger, difference);
        return new Day(
                key.day(),
                key.model(),
                verdict,
                provider == null ? null : side(provider),
                ledger == null ? null : side(ledger),
                verdict == Verdict.AGREES ? null : explained(difference, rates.apply(key)));
    }

    private static Verdict verdict(Figures provider, Booked ledger, Figures difference) {
        if (provider == null) {
            return Verdict.NOT_IN_EXPORT;
        }
        if (ledger == null) {
            return Verdict.NOT_IN_LEDGER;
        }
        return difference.isNone() ? Verdict.AGREES : Verdict.DIFFERS;
    }

    private static Difference explained(Figures difference, Optional<TokenRates> rates) {
        Optional<BigDecimal> input = rates.map(rate -> times(rate.input(), difference.freshInput()));
        Optional<BigDecimal> cached = rates.map(rate -> times(rate.cachedInput(), difference.cachedInput()));
        Optional<BigDecimal> output = rates.map(rate -> times(rate.output(), difference.output()));
        Optional<BigDecimal> price = input.map(fresh -> difference
                .amount()
                .subtract(fresh)
                .subtract(cached.orElseThrow())
                .subtract(output.orElseThrow()));
        return new Difference(
                part(difference.freshInput(), input),
                part(difference.cachedInput(), cached),
                part(difference.output(), output),
                price.map(Decimals::plain).orElse(null),
                Decimals.plain(difference.amount()));
    }

    private static Part part(long tokens, Optional<BigDecimal> amount) {
        return new Part(tokens, amount.map(Decimals::plain).orElse(null));
    }

    private static BigDecimal times(BigDecimal perMillion, long tokens) {
        return perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION);
    }

    private static Side side(Figures figures) {
        return new Side(
                null, null, figures.input(), figures.cachedInput(), figures.output(), Decimals.plain(figures.amount()));
    }

    private static Side side(Booked booked) {
        Figures figures = booked.figures();
        return new Side(
                booked.calls(),
                booked.unpricedCalls(),
                figures.input(),
                figures.cachedInput(),
                figures.output(),
                Decimals.plain(figures.amount()));
    }

    private static Figures or(Figures figures) {
        return figures == null ? Figures.NONE : figures;
    }
}
