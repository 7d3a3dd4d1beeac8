package dev.warren.costledger.prices;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** Books for tests that need no database. */
public final class PriceBooks {

    static final String HEADER = "provider,model,valid_from,currency,"
            + "input_per_million,cached_input_per_million,output_per_million,source_note\n";

    private PriceBooks() {}

    /** A book of the given lines, recorded with the ids 1, 2, and so on. */
    public static PriceBook of(String... lines) {
        List<Price> prices = read(HEADER + String.join("\n", lines));
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
