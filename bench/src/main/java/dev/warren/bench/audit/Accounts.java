package dev.warren.bench.audit;

import dev.warren.bench.lab.Bill;
import dev.warren.bench.lab.PriceList;
import dev.warren.bench.lab.Tokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The providers' bill against the ledger, call by call. */
public final class Accounts {

    private final PriceList prices = new PriceList();
    private final List<Bill.Line> lines;
    private final Map<String, Entry> booked;
    private final Set<String> reported;
    private final List<String> faults = new ArrayList<>();

    /**
     * Compares them.
     *
     * @param lines what the providers were asked and answered
     * @param booked what the ledger has, by call
     * @param reported the ids of all calls that somebody reported
     */
    public Accounts(List<Bill.Line> lines, Map<String, Entry> booked, Set<String> reported) {
        this.lines = lines;
        this.booked = booked;
        this.reported = reported;
        checkNames();
        lines.forEach(this::checkLine);
        checkEntries();
        if (ledgerSum().compareTo(providerSum().subtract(unknownSum())) != 0) {
            faults.add("the ledger's sum is %s, the providers' is %s, of which %s for calls whose tokens are unknown"
                    .formatted(ledgerSum(), providerSum(), unknownSum()));
        }
    }

    /** What does not agree, each with the call. */
    public List<String> faults() {
        return faults;
    }

    /** What the ledger says that the providers' calls cost. */
    public BigDecimal ledgerSum() {
        return booked.values().stream()
                .filter(entry -> entry.remote() && entry.amount() != null)
                .map(Entry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the providers want. */
    public BigDecimal providerSum() {
        return sum(line -> true);
    }

    /** Of the calls that are billed, and whose tokens the ledger does not know. */
    public BigDecimal unknownSum() {
        return sum(line ->
                booked.containsKey(line.callId()) && !booked.get(line.callId()).tokensKnown());
    }

    /** Calls to providers on the ledger. */
    public long rows() {
        return booked.values().stream().filter(Entry::remote).count();
    }

    /** Calls of processes that were killed before they knew the answer. */
    public long abandoned() {
        return booked.values().stream().filter(Entry::abandoned).count();
    }

    /** Answered and billed, but the caller had stopped waiting. */
    public long givenUp() {
        return lines.stream()
                .filter(line -> line.ending().billed() && booked.containsKey(line.callId()))
                .map(line -> booked.get(line.callId()))
                .filter(entry -> !entry.tokensKnown() && !entry.abandoned())
                .count();
    }

    private void checkNames() {
        Map<String, Long> requests =
                lines.stream().collect(Collectors.groupingBy(Bill.Line::callId, Collectors.counting()));
        requests.forEach((callId, count) -> {
            if (callId.isEmpty()) {
                faults.add(count + " requests do not say which call they are");
            } else if (count > 1) {
                faults.add("call %s was sent %d times".formatted(callId, count));
            }
        });
    }

    private void checkLine(Bill.Line line) {
        Entry entry = booked.get(line.callId());
        if (!line.ending().billed()) {
            if (entry != null && entry.tokensKnown() && !entry.tokens().equals(Tokens.NONE)) {
                faults.add("call %s is on the ledger with tokens, and %s did not bill it (%s)"
                        .formatted(line.callId(), line.provider(), line.ending()));
            }
        } else if (entry == null) {
            faults.add("call %s of %s is billed (%s) and is not on the ledger; usage message seen: %s"
                    .formatted(line.callId(), of(line), line.ending(), reported.contains(line.callId())));
        } else if (entry.tokensKnown() && !entry.tokens().equals(line.tokens())) {
            faults.add("call %s of %s has %s on the ledger, and %s billed %s"
                    .formatted(line.callId(), of(line), entry.tokens(), line.provider(), line.tokens()));
        }
    }

    private void checkEntries() {
        Map<String, Bill.Line> asked =
                lines.stream().collect(Collectors.toMap(Bill.Line::callId, Function.identity(), (one, other) -> one));
        for (Entry entry : booked.values()) {
            if (entry.remote() && entry.tokensKnown() && !asked.containsKey(entry.callId())) {
                faults.add("call %s of %s is on the ledger with tokens, and nobody was asked"
                        .formatted(entry.callId(), entry.work()));
            }
            if (!reported.contains(entry.callId())) {
                faults.add("call %s of %s is on the ledger, and no usage message said so"
                        .formatted(entry.callId(), entry.work()));
            }
        }
    }

    private BigDecimal sum(Predicate<Bill.Line> which) {
        return lines.stream()
                .filter(line -> line.ending().billed())
                .filter(which)
                .map(line -> prices.amount(line.request().model(), line.tokens()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Work of(Bill.Line line) {
        return new Work(line.request().event(), line.request().feature());
    }
}
