package dev.warren.costledger.reconciliation;

import dev.warren.costledger.reconciliation.ReconciliationReport.Call;
import dev.warren.costledger.reconciliation.ReconciliationReport.Correction;
import dev.warren.costledger.reconciliation.ReconciliationReport.Day;
import dev.warren.costledger.reconciliation.ReconciliationReport.Difference;
import dev.warren.costledger.reconciliation.ReconciliationReport.Offer;
import dev.warren.costledger.reconciliation.ReconciliationReport.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Proposes corrections for calls with unknown tokens from the provider's export. There is no proposal where the export
 * is ambiguous. Pure.
 */
final class CorrectionOffers {

    private final UsageExport export;
    private final Map<ReconciliationKey, Day> days;
    private final Map<ReconciliationKey, Long> unknown;

    /** @param unknown how many calls of unknown tokens there are, of each day and model of the calls */
    CorrectionOffers(UsageExport export, List<Day> days, Map<ReconciliationKey, Long> unknown) {
        this.export = export;
        this.days = days.stream().collect(Collectors.toMap(CorrectionOffers::key, Function.identity()));
        this.unknown = unknown;
    }

    /** Those about the calls, in their order. */
    List<Offer> of(List<Call> calls) {
        return calls.stream()
                .filter(call -> !call.tokensKnown())
                .flatMap(call -> of(call).stream())
                .toList();
    }

    private Optional<Offer> of(Call call) {
        if (call.providerCallId() != null && !export.calls().isEmpty()) {
            UsageTotals figures = export.calls().get(call.providerCallId());
            return Optional.of(
                    figures == null
                            ? offer(call, "id-not-in-export", UsageTotals.NONE)
                            : offer(call, "id-in-export", figures));
        }
        Day day = days.get(key(call));
        return day == null ? Optional.empty() : ofDay(call, day);
    }

    private Optional<Offer> ofDay(Call call, Day day) {
        if (day.verdict() == Verdict.NOT_IN_EXPORT) {
            return Optional.of(offer(call, "day-not-in-export", UsageTotals.NONE));
        }
        UsageTotals rest = rest(day.difference());
        if (rest.hasNoTokens()) {
            return Optional.of(offer(call, "totals-agree", UsageTotals.NONE));
        }
        return unknown.get(key(call)) == 1 && rest.isPossible()
                ? Optional.of(offer(call, "rest-of-the-day", rest))
                : Optional.empty();
    }

    private static UsageTotals rest(Difference difference) {
        return difference == null
                ? UsageTotals.NONE
                : new UsageTotals(
                        difference.input().tokens() + difference.cachedInput().tokens(),
                        difference.cachedInput().tokens(),
                        difference.output().tokens(),
                        UsageTotals.NONE.amount());
    }

    private static Offer offer(Call call, String why, UsageTotals used) {
        return new Offer(why, new Correction(call.callId(), used.input(), used.cachedInput(), used.output()));
    }

    private static ReconciliationKey key(Call call) {
        return new ReconciliationKey(call.day(), call.model());
    }

    private static ReconciliationKey key(Day day) {
        return new ReconciliationKey(day.day(), day.model());
    }
}
