package dev.warren.cli.replay;

import dev.warren.cli.money.PriceQuote;
import dev.warren.cli.session.CommandFailedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An amount of money as a number of tokens. A service knows no prices, so it is given the tokens that the amount buys
 * where each is the dearest that may be asked for. Whatever is asked, the amount is not exceeded, except by calls that
 * have to be repeated.
 *
 * @param tokens how many
 * @param currency of the amount; that of the prices
 * @param dearest what a million of the dearest tokens cost
 */
record TokenAllowance(long tokens, String currency, BigDecimal dearest) {

    private static final int MILLION = 6;

    /**
     * What the amount buys.
     *
     * @param quotes of every model that may be asked; at least one
     * @throws CommandFailedException if they are in several currencies, none of them costs anything, or the amount buys
     *     nothing
     */
    static TokenAllowance of(BigDecimal amount, List<PriceQuote> quotes) {
        String currencies =
                quotes.stream().map(PriceQuote::currency).distinct().sorted().collect(Collectors.joining(" and "));
        if (currencies.length() != quotes.getFirst().currency().length()) {
            throw new CommandFailedException("the models' prices are in " + currencies + "; use --max-tokens instead");
        }
        BigDecimal dearest = quotes.stream()
                .map(PriceQuote::maxPerMillion)
                .reduce(BigDecimal::max)
                .orElseThrow();
        if (dearest.signum() == 0) {
            throw new CommandFailedException("the models are free; limit the replay with --max-tokens");
        }
        long tokens = amount.movePointRight(MILLION)
                .divide(dearest, 0, RoundingMode.FLOOR)
                .longValueExact();
        if (tokens == 0) {
            throw new CommandFailedException("the budget is too small for one token");
        }
        return new TokenAllowance(tokens, currencies, dearest);
    }

    /** For a person. */
    String sentence(BigDecimal amount) {
        return "Budget: %s %s is at least %d tokens (most expensive model: %s %s per million)."
                .formatted(
                        amount.toPlainString(),
                        currency,
                        tokens,
                        dearest.stripTrailingZeros().toPlainString(),
                        currency);
    }
}
