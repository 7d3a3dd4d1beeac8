package dev.warren.bench.audit;

import dev.warren.bench.lab.Bill;
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
public final class Answers {

    private final Map<String, Entry> booked;
    private final List<String> boughtAgain = new ArrayList<>();

    /**
     * Looks for them.
     *
     * @param lines what the providers were asked and answered
     * @param booked what the ledger has, by call
     */
    public Answers(List<Bill.Line> lines, Map<String, Entry> booked) {
        this.booked = booked;
        lines.stream()
                .filter(line -> line.ending() == Bill.Ending.ANSWERED)
                .collect(Collectors.groupingBy(
                        line -> new Work(line.request().event(), line.request().feature())))
                .forEach(this::check);
    }

    /** Each with the event and the calls. */
    public List<String> boughtAgain() {
        return boughtAgain;
    }

    private void check(Work work, List<Bill.Line> answers) {
        List<Bill.Line> received = answers.stream()
                .filter(this::received)
                .sorted(Comparator.comparingLong(Bill.Line::endedMillis))
                .toList();
        for (Bill.Line again : received.subList(Math.min(1, received.size()), received.size())) {
            Bill.Line first = received.getFirst();
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

    private boolean received(Bill.Line line) {
        Entry entry = booked.get(line.callId());
        return entry == null || entry.tokensKnown();
    }
}
