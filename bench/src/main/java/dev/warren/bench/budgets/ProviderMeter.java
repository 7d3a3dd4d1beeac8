package dev.warren.bench.budgets;

import dev.warren.bench.lab.BilledTokens;
import dev.warren.bench.lab.ProviderBill;
import dev.warren.bench.lab.PublicPrices;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The provider's own sum, computed without the ledger. Used by one thread at a time. */
final class ProviderMeter {

    private final PublicPrices prices = new PublicPrices();
    private final Map<ProviderBill.Line, BigDecimal> amounts = new HashMap<>();
    private final ProviderBill providerBill;
    private Sums most = Sums.NONE;

    ProviderMeter(ProviderBill providerBill) {
        this.providerBill = providerBill;
    }

    /**
     * What the provider would want at one moment.
     *
     * @param billed for what it has answered
     * @param asked for everything that it was ever asked and has not refused, with the tokens that the answer has or
     *     will have, also where the caller was killed before
     */
    record Sums(BigDecimal billed, BigDecimal asked) {

        private static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** Looks, and says what is wrong if there is more than the limit allows. */
    synchronized Optional<String> look(BigDecimal limit) {
        most = sums();
        return most.asked().compareTo(limit) > 0
                ? Optional.of("the provider's sum is %s with what is under way, %s without; the limit is %s"
                        .formatted(most.asked(), most.billed(), limit))
                : Optional.empty();
    }

    /** What was seen last, which is also the most: both only grow. */
    synchronized Sums most() {
        return most;
    }

    private Sums sums() {
        BigDecimal billed = BigDecimal.ZERO;
        BigDecimal asked = BigDecimal.ZERO;
        for (ProviderBill.Line line : providerBill.lines()) {
            boolean isBilled = line.ending().billed();
            BigDecimal amount = isBilled ? amounts.computeIfAbsent(line, this::amount) : amount(line);
            asked = line.ending() == ProviderBill.Ending.REFUSED ? asked : asked.add(amount);
            billed = isBilled ? billed.add(amount) : billed;
        }
        return new Sums(billed, asked);
    }

    private BigDecimal amount(ProviderBill.Line line) {
        BilledTokens tokens = line.ending().billed() ? line.tokens() : providerBill.tokensOf(line);
        return prices.amount(line.request().model(), tokens);
    }
}
