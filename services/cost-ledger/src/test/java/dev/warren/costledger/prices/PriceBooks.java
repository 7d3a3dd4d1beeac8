package dev.warren.costledger.prices;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Books for tests that need no database. */
public final class PriceBooks {

    static final String HEADER = "provider,model,valid_from,currency,"
            + "input_per_million,cached_input_per_million,output_per_million,source_note\n";

    static final String SPECIAL_HEADER =
            "provider,model,team,valid_from,currency,input_per_million,cached_input_per_million,"
                    + "cache_write_per_million,output_per_million,reasoning_per_million,batch_factor,long_context_above,"
                    + "long_input_per_million,long_cached_input_per_million,long_cache_write_per_million,"
                    + "long_output_per_million,long_reasoning_per_million\n";

    private PriceBooks() {}

    /** A book of the given lines, recorded with the ids 1, 2, and so on. */
    public static PriceBook of(String... lines) {
        return book(HEADER, lines);
    }

    /** As {@link #of}, with everything that a price can have. */
    public static PriceBook special(String... lines) {
        return book(SPECIAL_HEADER, lines);
    }

    /** As {@link #of}, with tiers and without what else a price can have. */
    public static PriceBook tiered(String... lines) {
        return book(
                "provider,model,tier,valid_from,currency,input_per_million,output_per_million,batch_factor\n", lines);
    }

    /** As {@link #of}, with lines of model, tier, and the rates of input, cached input, cache writes and output. */
    public static PriceBook vendor(String... lines) {
        return book(
                "model,tier,input_per_million,cached_input_per_million,cache_write_per_million,output_per_million,"
                        + "provider,valid_from,currency\n",
                Stream.of(lines).map(line -> line + ",*,2025-01-01,USD").toArray(String[]::new));
    }

    private static PriceBook book(String header, String... lines) {
        List<Price> prices = read(header + String.join("\n", lines));
        return new PriceBook(IntStream.range(0, prices.size())
                .mapToObj(i -> new PriceRow(i + 1L, PriceOrigin.SHIPPED, 1, false, prices.get(i)))
                .toList());
    }

    private static List<Price> read(String csv) {
        try {
            return PriceCsv.read("test", new StringReader(csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
