package dev.warren.costledger.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.contracts.json.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one feature took to decide about one event. The totals are exactly the sums of the calls.
 *
 * @param source the event's source
 * @param event the event's id
 * @param eventType the event's type
 * @param feature the feature
 * @param callCount how many calls were made
 * @param wastedCalls how many of them gave no answer: failed, asked again, failed over, abandoned
 * @param unpricedCalls how many of them have no amount
 * @param reused how many answers were used again instead of a call
 * @param total one per currency
 * @param calls all of them, in the order of their times
 */
public record Decision(
        String source,
        String event,
        String eventType,
        String feature,
        long callCount,
        long wastedCalls,
        long unpricedCalls,
        long reused,
        List<Total> total,
        List<Call> calls) {

    /** The decision that these entries are of. */
    static Decision of(List<EntryLine> lines) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        lines.stream().filter(line -> line.corrects() == null).forEach(line -> tallies.put(line.id(), new Tally(line)));
        lines.forEach(line -> tallies.get(line.callId()).add(line));
        List<Call> calls = tallies.values().stream().map(Tally::call).toList();
        EntryLine any = lines.getFirst();
        return new Decision(
                any.source(),
                any.event(),
                any.eventType(),
                any.feature(),
                calls.stream().filter(call -> !call.reused()).count(),
                calls.stream().filter(Call::waste).count(),
                calls.stream()
                        .filter(call -> !call.reused() && call.cost().isEmpty())
                        .count(),
                calls.stream().filter(Call::reused).count(),
                total(tallies.values().stream().toList()),
                calls);
    }

    private static List<Total> total(List<Tally> tallies) {
        Map<String, Money> sums = new TreeMap<>();
        for (Tally tally : tallies) {
            tally.money.forEach((currency, money) ->
                    sums.computeIfAbsent(currency, none -> new Money()).add(money, tally.first.isWaste()));
        }
        return sums.entrySet().stream()
                .map(sum -> sum.getValue().total(sum.getKey()))
                .toList();
    }

    /**
     * Amounts of one currency; plain decimals in strings, so that no reader rounds them.
     *
     * @param amount of all calls
     * @param wasted of the calls that gave no answer; part of the amount
     * @param saved what calls would have cost instead of answers that were used again, or more where they were spared
     */
    public record Total(String currency, String amount, String wasted, String saved) {}

    /**
     * A call, or an answer that was used again instead of one.
     *
     * @param reused whether no call was made
     * @param waste whether it gave no answer
     * @param cost what it costs by now, corrections included: one, or none where nobody knows
     * @param unpriced why nobody knows; null where somebody does
     * @param corrections how many of them there were; the tokens are those that are known by now
     * @param servedModel the model that answered; null where it is the one that was asked, or nobody said
     * @param tier the service tier; null where it is the standard one, or nobody said
     * @param reportedCost what the provider says it costs, in US dollars; null where it does not say
     * @param flags a word for each thing that could not be taken as it was said; not there where there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Call(
            String callId,
            boolean reused,
            Instant calledAt,
            String provider,
            String model,
            String outcome,
            boolean waste,
            String user,
            String team,
            long inputTokens,
            long cachedInputTokens,
            long outputTokens,
            List<Cost> cost,
            String unpriced,
            int corrections,
            String servedModel,
            String tier,
            String reportedCost,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> flags) {}

    /**
     * What a call costs; plain decimals in strings.
     *
     * @param saved of an answer that was used again, or of a call that spared a dearer one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cost(String amount, String currency, String saved) {}

    /** The entries of one call. */
    private static final class Tally {

        private final EntryLine first;
        private final Map<String, Money> money = new TreeMap<>();
        private int corrections;
        private long inputTokens;
        private long cachedInputTokens;
        private long outputTokens;

        Tally(EntryLine first) {
            this.first = first;
        }

        void add(EntryLine line) {
            corrections += line.corrects() == null ? 0 : 1;
            inputTokens += line.inputTokens();
            cachedInputTokens += line.cachedInputTokens();
            outputTokens += line.outputTokens();
            if (line.amount() != null) {
                money.computeIfAbsent(line.currency(), none -> new Money()).add(line);
            }
        }

        Call call() {
            List<Cost> cost = new ArrayList<>();
            money.forEach((currency, sum) -> {
                if (money.size() == 1 || !sum.isNothing()) {
                    cost.add(sum.cost(currency, first.isReuse()));
                }
            });
            return new Call(
                    first.id(),
                    first.isReuse(),
                    first.calledAt(),
                    first.provider(),
                    first.model(),
                    first.outcome(),
                    first.isWaste(),
                    first.user(),
                    first.team(),
                    inputTokens,
                    cachedInputTokens,
                    outputTokens,
                    cost,
                    money.isEmpty() ? first.unpricedReason() : null,
                    corrections,
                    first.servedModel(),
                    first.tier(),
                    first.reportedCost() == null ? null : Decimals.plain(first.reportedCost()),
                    first.flags());
        }
    }

    /** Amounts of one currency. */
    private static final class Money {

        private BigDecimal amount = BigDecimal.ZERO;
        private BigDecimal wasted = BigDecimal.ZERO;
        private BigDecimal saved = BigDecimal.ZERO;

        void add(EntryLine line) {
            amount = amount.add(line.amount());
            saved = line.saved() == null ? saved : saved.add(line.saved());
        }

        void add(Money other, boolean isWaste) {
            amount = amount.add(other.amount);
            wasted = isWaste ? wasted.add(other.amount) : wasted;
            saved = saved.add(other.saved);
        }

        boolean isNothing() {
            return amount.signum() == 0 && saved.signum() == 0;
        }

        Cost cost(String currency, boolean isReuse) {
            return new Cost(
                    Decimals.plain(amount), currency, isReuse || saved.signum() != 0 ? Decimals.plain(saved) : null);
        }

        Total total(String currency) {
            return new Total(currency, Decimals.plain(amount), Decimals.plain(wasted), Decimals.plain(saved));
        }
    }
}
