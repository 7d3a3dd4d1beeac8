package dev.warren.costledger.prices;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.http.Csv;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads a price list: a header line with the columns below in any order, one price per line, comments after {@code #}
 * at the start of a line. An empty rate of a special kind of token is the rate of the plain kind. Dates are days in
 * UTC. A list with one bad line is refused as a whole.
 */
final class PriceCsv {

    private static final String PROVIDER = "provider";
    private static final String MODEL = "model";
    private static final String TEAM = "team";
    private static final String TIER = "tier";
    private static final String VALID_FROM = "valid_from";
    private static final String CURRENCY = "currency";
    private static final String INPUT = "input_per_million";
    private static final String CACHED_INPUT = "cached_input_per_million";
    private static final String CACHE_WRITE = "cache_write_per_million";
    private static final String OUTPUT = "output_per_million";
    private static final String REASONING = "reasoning_per_million";
    private static final String BATCH_FACTOR = "batch_factor";
    private static final String LONG_CONTEXT_ABOVE = "long_context_above";
    private static final String LONG = "long_";
    private static final String SOURCE_NOTE = "source_note";

    private static final List<String> RATES = List.of(INPUT, CACHED_INPUT, CACHE_WRITE, OUTPUT, REASONING);
    private static final List<String> LONG_RATES =
            RATES.stream().map(LONG::concat).toList();
    private static final Set<String> COLUMNS = columns();
    private static final Set<String> NAMES = Set.of(PROVIDER, MODEL, TEAM);

    private static final Pattern PROVIDER_FORM = Pattern.compile("\\*|[^*]+");
    private static final Pattern MODEL_FORM = Pattern.compile("[^*]*\\*|[^*]+");
    private static final Pattern TIER_FORM = Pattern.compile("[A-Za-z0-9_-]{0,64}");
    private static final Set<String> BATCH = Set.of("batch", "batches");
    private static final Set<String> STANDARD = Set.of("standard", "default", "auto", "on_demand");
    private static final Pattern CURRENCY_FORM = Pattern.compile("[A-Z]{3}");
    private static final Pattern RATE_FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern DATE_FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TOKENS_FORM = Pattern.compile("\\d{1,9}");
    private static final int MOST_CHARACTERS = 512;
    private static final String RATE_WANTED = "a plain decimal number, not negative";

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
        try (MappingIterator<Map<String, String>> lines = READER.readValues(Csv.withoutMark(csv))) {
            while (lines.hasNextValue()) {
                Map<String, String> line = lines.nextValue();
                int number = lines.getCurrentLocation().getLineNr() - 1;
                prices.add(read("%s, line %d: ".formatted(name, number), line, seen));
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "%s, line %d: cannot be read as CSV"
                            .formatted(name, e.getLocation().getLineNr()),
                    e);
        }
        return prices;
    }

    private static Set<String> columns() {
        Set<String> columns = new TreeSet<>(List.of(
                PROVIDER, MODEL, TEAM, TIER, VALID_FROM, CURRENCY, BATCH_FACTOR, LONG_CONTEXT_ABOVE, SOURCE_NOTE));
        columns.addAll(RATES);
        columns.addAll(LONG_RATES);
        return columns;
    }

    private static Price read(String where, Map<String, String> line, Set<List<Object>> seen) {
        try {
            Price price = price(line);
            if (!seen.add(price.key())) {
                throw new IllegalArgumentException(
                        "the same provider, model, team, tier and valid_from stand in an earlier line");
            }
            return price;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
    }

    private static Price price(Map<String, String> line) {
        refuseUnknown(line);
        line.forEach(PriceCsv::refuseUnfit);
        return new Price(
                text(line, PROVIDER, PROVIDER_FORM, "a name or *"),
                text(line, MODEL, MODEL_FORM, "a name, or the beginning of names followed by *"),
                isEmpty(line, TEAM) ? Price.ANY : line.get(TEAM),
                LocalDate.parse(text(line, VALID_FROM, DATE_FORM, "a date, for example 2026-11-20"))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant(),
                text(line, CURRENCY, CURRENCY_FORM, "three capital letters"),
                rates(line),
                line.getOrDefault(SOURCE_NOTE, ""),
                tier(line));
    }

    private static String tier(Map<String, String> line) {
        String tier = text(line, TIER, TIER_FORM, "a word").toLowerCase(Locale.ROOT);
        if (BATCH.contains(tier)) {
            throw new IllegalArgumentException("tier is '%s', whose price is in %s".formatted(tier, BATCH_FACTOR));
        }
        return STANDARD.contains(tier) ? Price.STANDARD : tier;
    }

    /** A misspelt column would be a rate that nobody is charged. */
    private static void refuseUnknown(Map<String, String> line) {
        Set<String> unknown = new TreeSet<>(line.keySet());
        unknown.removeAll(COLUMNS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the header has %s, which is none of %s"
                    .formatted(String.join(", ", unknown), String.join(", ", COLUMNS)));
        }
    }

    private static void refuseUnfit(String column, String value) {
        if (NAMES.contains(column) && !value.isEmpty()) {
            LedgerNameRules.fault(value).ifPresent(fault -> {
                throw new IllegalArgumentException(column + " " + fault);
            });
        } else if (value.length() > MOST_CHARACTERS || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "%s has control characters or more than %d characters".formatted(column, MOST_CHARACTERS));
        }
    }

    private static Rates rates(Map<String, String> line) {
        boolean hasLong = !isEmpty(line, LONG_CONTEXT_ABOVE);
        if (!hasLong && LONG_RATES.stream().anyMatch(column -> !isEmpty(line, column))) {
            throw new IllegalArgumentException(LONG_CONTEXT_ABOVE + " is missing beside rates for long requests");
        }
        return new Rates(
                tokenRates(line, ""),
                optionalRate(line, BATCH_FACTOR),
                hasLong ? Long.valueOf(text(line, LONG_CONTEXT_ABOVE, TOKENS_FORM, "a number of tokens")) : null,
                hasLong ? tokenRates(line, LONG) : null);
    }

    private static TokenRates tokenRates(Map<String, String> line, String prefix) {
        return new TokenRates(
                rate(line, prefix + INPUT),
                optionalRate(line, prefix + CACHED_INPUT),
                optionalRate(line, prefix + CACHE_WRITE),
                rate(line, prefix + OUTPUT),
                optionalRate(line, prefix + REASONING));
    }

    private static BigDecimal optionalRate(Map<String, String> line, String column) {
        return isEmpty(line, column) ? null : rate(line, column);
    }

    private static BigDecimal rate(Map<String, String> line, String column) {
        return new BigDecimal(text(line, column, RATE_FORM, RATE_WANTED));
    }

    private static boolean isEmpty(Map<String, String> line, String column) {
        return line.getOrDefault(column, "").isEmpty();
    }

    private static String text(Map<String, String> line, String column, Pattern form, String wanted) {
        String value = line.getOrDefault(column, "");
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException("%s is '%s', not %s".formatted(column, value, wanted));
        }
        return value;
    }
}
