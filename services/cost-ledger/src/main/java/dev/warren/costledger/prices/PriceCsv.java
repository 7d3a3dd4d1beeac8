package dev.warren.costledger.prices;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a price list: a header line with the columns below in any order, one price per line, comments after {@code #}
 * at the start of a line. An empty cached rate is the input rate. Dates are days in UTC. A list with one bad line is
 * refused as a whole.
 */
final class PriceCsv {

    private static final String PROVIDER = "provider";
    private static final String MODEL = "model";
    private static final String VALID_FROM = "valid_from";
    private static final String CURRENCY = "currency";
    private static final String INPUT = "input_per_million";
    private static final String CACHED_INPUT = "cached_input_per_million";
    private static final String OUTPUT = "output_per_million";
    private static final String SOURCE_NOTE = "source_note";

    private static final Pattern PROVIDER_FORM = Pattern.compile("\\*|[^*]+");
    private static final Pattern MODEL_FORM = Pattern.compile("[^*]*\\*|[^*]+");
    private static final Pattern CURRENCY_FORM = Pattern.compile("[A-Z]{3}");
    private static final Pattern RATE_FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private static final ObjectReader READER = new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader().withComments())
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES);

    private PriceCsv() {}

    /**
     * Reads all of it.
     *
     * @param name what the list is called in error messages
     * @throws IllegalArgumentException naming the list, the line and the column
     */
    static List<Price> read(String name, Reader csv) throws IOException {
        List<Price> prices = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        try (MappingIterator<Map<String, String>> lines = READER.readValues(csv)) {
            while (lines.hasNextValue()) {
                Map<String, String> line = lines.nextValue();
                int number = lines.getCurrentLocation().getLineNr() - 1;
                prices.add(read("%s, line %d: ".formatted(name, number), line, seen));
            }
        }
        return prices;
    }

    private static Price read(String where, Map<String, String> line, Set<List<Object>> seen) {
        try {
            Price price = price(line);
            if (!seen.add(price.key())) {
                throw new IllegalArgumentException("the same provider, model and valid_from stand in an earlier line");
            }
            return price;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
    }

    private static Price price(Map<String, String> line) {
        BigDecimal input = rate(line, INPUT);
        BigDecimal cachedInput = line.getOrDefault(CACHED_INPUT, "").isEmpty() ? input : rate(line, CACHED_INPUT);
        return new Price(
                text(line, PROVIDER, PROVIDER_FORM, "a name or *"),
                text(line, MODEL, MODEL_FORM, "a name, or the beginning of names followed by *"),
                LocalDate.parse(line.getOrDefault(VALID_FROM, ""))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant(),
                text(line, CURRENCY, CURRENCY_FORM, "three capital letters"),
                new Rates(input, cachedInput, rate(line, OUTPUT)),
                line.getOrDefault(SOURCE_NOTE, ""));
    }

    private static BigDecimal rate(Map<String, String> line, String column) {
        return new BigDecimal(text(line, column, RATE_FORM, "a plain decimal number, not negative"));
    }

    private static String text(Map<String, String> line, String column, Pattern form, String wanted) {
        String value = line.getOrDefault(column, "");
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException("%s is '%s', not %s".formatted(column, value, wanted));
        }
        return value;
    }
}
