package dev.warren.costledger.reconciliation;

import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.Prices;
import dev.warren.costledger.prices.TokenRates;
import dev.warren.costledger.reconciliation.ReconciliationReport.Day;
import dev.warren.costledger.reconciliation.ReconciliationReport.Verdict;
import dev.warren.costledger.spend.DailySpend;
import dev.warren.costledger.spend.SpendReport.Sums;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts a provider's record beside the ledger; keeps nothing. Thread-safe. */
@ApplicationScoped
class Reconciliation {

    private static final String USD = "USD";

    private final DailySpend spend;
    private final UnmatchedCalls calls;
    private final ReportedCosts reported;
    private final Prices prices;

    Reconciliation(DailySpend spend, UnmatchedCalls calls, ReportedCosts reported, Prices prices) {
        this.spend = spend;
        this.calls = calls;
        this.reported = reported;
        this.prices = prices;
    }

    /**
     * The report about all days from the record's first to its last.
     *
     * @param export not empty
     */
    ReconciliationReport of(String provider, String currency, ZoneId zone, UsageExport export) {
        SortedMap<ReconciliationKey, UsageTotals> exported = export.days();
        LocalDate first = exported.firstKey().day();
        LocalDate last = exported.lastKey().day();
        PriceBook book = prices.book();
        Map<ReconciliationKey, LedgerTotals> booked = booked(provider, currency, zone, first, last);
        UsageComparison usageComparison =
                new UsageComparison(exported, booked, key -> rates(book, provider, currency, key, zone));
        List<Day> days = usageComparison.days();
        UnmatchedCalls.Found lone = calls.of(provider, first, last, zone, missing(days));
        return new ReconciliationReport(
                provider,
                currency,
                zone.getId(),
                first,
                last,
                days,
                usageComparison.total(),
                lone.calls(),
                new CorrectionOffers(export, days, lone.unknown())
                        .of(lone.calls().listed()),
                currency.equals(USD) ? reported.of(provider, first, last, zone) : List.of());
    }

    /** In this currency, and what has no price; another currency is another record. */
    private Map<ReconciliationKey, LedgerTotals> booked(
            String provider, String currency, ZoneId zone, LocalDate first, LocalDate last) {
        Map<ReconciliationKey, LedgerTotals> booked = new TreeMap<>();
        spend.of(provider, first, last, zone).stream()
                .filter(row -> row.sums().calls() > 0 || row.sums().amount() != null)
                .filter(row ->
                        row.sums().currency() == null || row.sums().currency().equals(currency))
                .forEach(row -> booked.merge(
                        new ReconciliationKey(row.day(), row.model()), booked(row.sums()), LedgerTotals::plus));
        booked.values().removeIf(one -> one.calls() == 0 && one.figures().isNone());
        return booked;
    }

    private static LedgerTotals booked(Sums sums) {
        BigDecimal amount = sums.amount() == null ? BigDecimal.ZERO : new BigDecimal(sums.amount());
        return new LedgerTotals(
                sums.calls(),
                sums.unpricedCalls(),
                new UsageTotals(sums.inputTokens(), sums.cachedInputTokens(), sums.outputTokens(), amount));
    }

    private static Optional<TokenRates> rates(
            PriceBook book, String provider, String currency, ReconciliationKey key, ZoneId zone) {
        return book.find(
                        provider,
                        key.model(),
                        null,
                        key.day().atStartOfDay(zone).toInstant())
                .filter(row -> row.price().currency().equals(currency))
                .map(row -> row.price().rates().standard());
    }

    private static List<ReconciliationKey> missing(List<Day> days) {
        return days.stream()
                .filter(day -> day.verdict() == Verdict.NOT_IN_EXPORT)
                .map(day -> new ReconciliationKey(day.day(), day.model()))
                .toList();
    }
}
