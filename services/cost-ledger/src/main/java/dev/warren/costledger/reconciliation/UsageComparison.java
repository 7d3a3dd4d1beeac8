package dev.warren.costledger.reconciliation;

import dev.warren.contracts.json.Decimals;
import dev.warren.costledger.prices.TokenRates;
import dev.warren.costledger.reconciliation.ReconciliationReport.Day;
import dev.warren.costledger.reconciliation.ReconciliationReport.Difference;
import dev.warren.costledger.reconciliation.ReconciliationReport.Part;
import dev.warren.costledger.reconciliation.ReconciliationReport.Side;
import dev.warren.costledger.reconciliation.ReconciliationReport.Total;
import dev.warren.costledger.reconciliation.ReconciliationReport.Verdict;
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
record UsageComparison(
        Map<ReconciliationKey, UsageTotals> exported,
        Map<ReconciliationKey, LedgerTotals> booked,
        Function<ReconciliationKey, Optional<TokenRates>> rates) {

    private static final int MILLION = 6;

    /** One for each day and model that either knows, in their order. */
    List<Day> days() {
        Set<ReconciliationKey> keys = new TreeSet<>(exported.keySet());
        keys.addAll(booked.keySet());
        return keys.stream().map(this::day).toList();
    }

    Total total() {
        UsageTotals provider = exported.values().stream().reduce(UsageTotals.NONE, UsageTotals::plus);
        LedgerTotals ledger = booked.values().stream().reduce(LedgerTotals.NOTHING, LedgerTotals::plus);
        return new Total(
                side(provider),
                side(ledger),
                Decimals.plain(provider.amount().subtract(ledger.figures().amount())));
    }

    private Day day(ReconciliationKey key) {
        UsageTotals provider = exported.get(key);
        LedgerTotals ledger = booked.get(key);
        UsageTotals difference = or(provider).minus(ledger == null ? UsageTotals.NONE : ledger.figures());
        Verdict verdict = verdict(provider, ledger, difference);
        return new Day(
                key.day(),
                key.model(),
                verdict,
                provider == null ? null : side(provider),
                ledger == null ? null : side(ledger),
                verdict == Verdict.AGREES ? null : explained(difference, rates.apply(key)));
    }

    private static Verdict verdict(UsageTotals provider, LedgerTotals ledger, UsageTotals difference) {
        if (provider == null) {
            return Verdict.NOT_IN_EXPORT;
        }
        if (ledger == null) {
            return Verdict.NOT_IN_LEDGER;
        }
        return difference.isNone() ? Verdict.AGREES : Verdict.DIFFERS;
    }

    private static Difference explained(UsageTotals difference, Optional<TokenRates> rates) {
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

    private static Side side(UsageTotals figures) {
        return new Side(
                null, null, figures.input(), figures.cachedInput(), figures.output(), Decimals.plain(figures.amount()));
    }

    private static Side side(LedgerTotals booked) {
        UsageTotals figures = booked.figures();
        return new Side(
                booked.calls(),
                booked.unpricedCalls(),
                figures.input(),
                figures.cachedInput(),
                figures.output(),
                Decimals.plain(figures.amount()));
    }

    private static UsageTotals or(UsageTotals figures) {
        return figures == null ? UsageTotals.NONE : figures;
    }
}
