package dev.warren.costledger.reconciliation;

import dev.warren.costledger.reconciliation.Report.Call;
import dev.warren.costledger.reconciliation.Report.Correction;
import dev.warren.costledger.reconciliation.Report.Day;
import dev.warren.costledger.reconciliation.Report.Difference;
import dev.warren.costledger.reconciliation.Report.Offer;
import dev.warren.costledger.reconciliation.Report.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a provider's record says about calls of which the ledger does not know the tokens. Nothing is offered where it
 * could mean more than one thing. Pure.
 */
final class Offers {

    private final Export export;
    private final Map<Key, Day> days;
    private final Map<Key, Long> unknown;

    /** @param unknown how many calls of unknown tokens there are, of each day and model of the calls */
    Offers(Export export, List<Day> days, Map<Key, Long> unknown) {
        this.export = export;
        this.days = days.stream().collect(Collectors.toMap(Offers::key, Function.identity()));
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
            Figures figures = export.calls().get(call.providerCallId());
            return Optional.of(
                    figures == null
                            ? offer(call, "id-not-in-export", Figures.NONE)
                            : offer(call, "id-in-export", figures));
        }
        Day day = days.get(key(call));
        return day == null ? Optional.empty() : ofDay(call, day);
    }

    private Optional<Offer> ofDay(Call call, Day day) {
        if (day.verdict() == Verdict.NOT_IN_EXPORT) {
            return Optional.of(offer(call, "day-not-in-export", Figures.NONE));
        }
        Figures rest = rest(day.difference());
        if (rest.hasNoTokens()) {
            return Optional.of(offer(call, "totals-agree", Figures.NONE));
        }
        return unknown.get(key(call)) == 1 && rest.isPossible()
                ? Optional.of(offer(call, "rest-of-the-day", rest))
                : Optional.empty();
    }

    private static Figures rest(Difference difference) {
        return difference == null
                ? Figures.NONE
                : new Figures(
                        difference.input().tokens() + difference.cachedInput().tokens(),
                        difference.cachedInput().tokens(),
                        difference.output().tokens(),
                        Figures.NONE.amount());
    }

    private static Offer offer(Call call, String why, Figures used) {
        return new Offer(why, new Correction(call.callId(), used.input(), used.cachedInput(), used.output()));
    }

    private static Key key(Call call) {
        return new Key(call.day(), call.model());
    }

    private static Key key(Day day) {
        return new Key(day.day(), day.model());
    }
}
