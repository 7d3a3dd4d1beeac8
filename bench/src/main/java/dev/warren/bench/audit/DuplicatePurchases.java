package dev.warren.bench.audit;

import dev.warren.bench.lab.ProviderBill;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which answers were bought although there was one already: of the usable answers for one piece of work, whoever gave
 * them, only one may have been received. An answer was not received where the ledger says that the caller was killed or
 * had stopped waiting.
 */
public final class DuplicatePurchases {

    private final Map<String, LedgerCall> booked;
    private final List<String> boughtAgain = new ArrayList<>();

    /**
     * Looks for them.
     *
     * @param lines what the providers were asked and answered
     * @param booked what the ledger has, by call
     */
    public DuplicatePurchases(List<ProviderBill.Line> lines, Map<String, LedgerCall> booked) {
        this.booked = booked;
        lines.stream()
                .filter(line -> line.ending() == ProviderBill.Ending.ANSWERED)
                .collect(Collectors.groupingBy(line ->
                        new ExpectedWork(line.request().event(), line.request().feature())))
                .forEach(this::check);
    }

    /** Each with the event and the calls. */
    public List<String> boughtAgain() {
        return boughtAgain;
    }

    private void check(ExpectedWork work, List<ProviderBill.Line> answers) {
        List<ProviderBill.Line> received = answers.stream()
                .filter(this::received)
                .sorted(Comparator.comparingLong(ProviderBill.Line::endedMillis))
                .toList();
        for (ProviderBill.Line again : received.subList(Math.min(1, received.size()), received.size())) {
            ProviderBill.Line first = received.getFirst();
            boughtAgain.add("%s: %s answered call %s %d ms after %s had answered call %s"
                    .formatted(
                            work,
                            again.provider(),
                            again.callId(),
                            again.endedMillis() - first.endedMillis(),
                            first.provider(),
                            first.callId()));
        }
    }

    private boolean received(ProviderBill.Line line) {
        LedgerCall entry = booked.get(line.callId());
        return entry == null || entry.tokensKnown();
    }
}
