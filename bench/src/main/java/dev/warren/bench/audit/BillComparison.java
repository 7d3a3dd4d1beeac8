package dev.warren.bench.audit;

import dev.warren.bench.lab.BilledTokens;
import dev.warren.bench.lab.ProviderBill;
import dev.warren.bench.lab.PublicPrices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The providers' bill against the ledger, call by call. */
public final class BillComparison {

    private final PublicPrices prices = new PublicPrices();
    private final List<ProviderBill.Line> lines;
    private final Map<String, LedgerCall> booked;
    private final Set<String> reported;
    private final List<String> faults = new ArrayList<>();

    /**
     * Compares them.
     *
     * @param lines what the providers were asked and answered
     * @param booked what the ledger has, by call
     * @param reported the ids of all calls that somebody reported
     */
    public BillComparison(List<ProviderBill.Line> lines, Map<String, LedgerCall> booked, Set<String> reported) {
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
                .map(LedgerCall::amount)
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
        return booked.values().stream().filter(LedgerCall::remote).count();
    }

    /** Calls of processes that were killed before they knew the answer. */
    public long abandoned() {
        return booked.values().stream().filter(LedgerCall::abandoned).count();
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
                lines.stream().collect(Collectors.groupingBy(ProviderBill.Line::callId, Collectors.counting()));
        requests.forEach((callId, count) -> {
            if (callId.isEmpty()) {
                faults.add(count + " requests do not say which call they are");
            } else if (count > 1) {
                faults.add("call %s was sent %d times".formatted(callId, count));
            }
        });
    }

    private void checkLine(ProviderBill.Line line) {
        LedgerCall entry = booked.get(line.callId());
        if (!line.ending().billed()) {
            if (entry != null && entry.tokensKnown() && !entry.tokens().equals(BilledTokens.NONE)) {
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
        Map<String, ProviderBill.Line> asked = lines.stream()
                .collect(Collectors.toMap(ProviderBill.Line::callId, Function.identity(), (one, other) -> one));
        for (LedgerCall entry : booked.values()) {
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

    private BigDecimal sum(Predicate<ProviderBill.Line> which) {
        return lines.stream()
                .filter(line -> line.ending().billed())
                .filter(which)
                .map(line -> prices.amount(line.request().model(), line.tokens()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static ExpectedWork of(ProviderBill.Line line) {
        return new ExpectedWork(line.request().event(), line.request().feature());
    }
}
