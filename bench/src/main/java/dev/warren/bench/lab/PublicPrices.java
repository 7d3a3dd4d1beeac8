package dev.warren.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the providers' models cost by the public list that the ledger ships with, computed without the ledger. */
public final class PublicPrices {

    private static final Path FILE = Path.of("services", "cost-ledger", "src", "main", "resources", "prices.csv");
    private static final int MODEL = 1;
    private static final int INPUT = 4;
    private static final int CACHED = 5;
    private static final int OUTPUT = 6;
    private static final int MILLION = 6;

    private final Map<String, List<BigDecimal>> rates = new HashMap<>();

    /** Reads the list. */
    public PublicPrices() {
        try {
            for (String line : Files.readAllLines(Checkout.root().resolve(FILE))) {
                if (line.startsWith("*,")) {
                    add(List.of(line.split(",", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the tokens cost, exactly. */
    public BigDecimal amount(String model, BilledTokens tokens) {
        List<BigDecimal> rate = rates.get(model);
        return times(rate.get(0), tokens.input() - tokens.cached())
                .add(times(rate.get(1), tokens.cached()))
                .add(times(rate.get(2), tokens.output()))
                .movePointLeft(MILLION);
    }

    private void add(List<String> fields) {
        rates.put(
                fields.get(MODEL),
                List.of(
                        new BigDecimal(fields.get(INPUT)),
                        new BigDecimal(fields.get(CACHED)),
                        new BigDecimal(fields.get(OUTPUT))));
    }

    private static BigDecimal times(BigDecimal rate, int tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens));
    }
}
