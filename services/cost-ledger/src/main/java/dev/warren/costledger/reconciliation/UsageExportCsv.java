package dev.warren.costledger.reconciliation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.http.Csv;
import dev.warren.costledger.http.TimeParameter;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a provider's record of usage: a header line with the columns below in any order, one line per day and model, or
 * one per call with the provider's id of it. Lines of the same day and model are added up. Every fault is named with
 * its line.
 */
final class UsageExportCsv {

    /** The most lines that are read. */
    static final int MOST_LINES = 20_000;

    private static final String DAY = "day";
    private static final String MODEL = "model";
    private static final String INPUT = "input_tokens";
    private static final String CACHED = "cached_input_tokens";
    private static final String OUTPUT = "output_tokens";
    private static final String AMOUNT = "amount";
    private static final String ID = "id";
    private static final Set<String> COLUMNS = new TreeSet<>(Set.of(DAY, MODEL, INPUT, CACHED, OUTPUT, AMOUNT));

    private static final int MOST_FAULTS = 100;
    private static final Pattern TOKENS = Pattern.compile("\\d{1,15}");
    private static final Pattern MONEY = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");

    private static final ObjectReader READER = new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES);

    private final ParameterFaults faults;
    private final SortedMap<ReconciliationKey, UsageTotals> read = new TreeMap<>();
    private final Map<String, UsageTotals> byId = new HashMap<>();
    private int faulty;

    private UsageExportCsv(ParameterFaults faults) {
        this.faults = faults;
    }

    /** Reads all of it; where there are faults, the result is of no use. */
    static UsageExport read(Reader csv, ParameterFaults faults) throws IOException {
        UsageExportCsv export = new UsageExportCsv(faults);
        try (MappingIterator<Map<String, String>> lines = READER.readValues(Csv.withoutMark(csv))) {
            int number = 1;
            while (lines.hasNextValue() && export.faulty < MOST_FAULTS) {
                export.add(++number, lines.nextValue());
            }
        } catch (JacksonException e) {
            faults.add("line %d".formatted(e.getLocation().getLineNr()), FaultCode.INVALID, "cannot be read as CSV");
        }
        return new UsageExport(export.read, export.byId);
    }

    private void add(int number, Map<String, String> line) {
        if (number > MOST_LINES + 1) {
            fault(number, "", "is one of more than %d".formatted(MOST_LINES));
            faulty = MOST_FAULTS;
            return;
        }
        Set<String> columns = new TreeSet<>(line.keySet());
        columns.remove(ID);
        if (!columns.equals(COLUMNS)) {
            fault(
                    number,
                    "",
                    "does not have exactly the columns %s, and perhaps id".formatted(String.join(", ", COLUMNS)));
            faulty = MOST_FAULTS;
            return;
        }
        Optional<LocalDate> day = value(number, line, DAY, TimeParameter::date);
        Optional<String> model = value(number, line, MODEL, UsageExportCsv::name);
        Optional<Long> input = value(number, line, INPUT, UsageExportCsv::tokens);
        Optional<Long> cached = value(number, line, CACHED, UsageExportCsv::tokens);
        Optional<Long> output = value(number, line, OUTPUT, UsageExportCsv::tokens);
        Optional<BigDecimal> amount = value(number, line, AMOUNT, UsageExportCsv::money);
        if (input.isPresent() && cached.isPresent() && cached.get() > input.get()) {
            fault(number, CACHED, "is more than %s, which includes it".formatted(INPUT));
        }
        if (faulty == 0) {
            UsageTotals figures = new UsageTotals(
                    input.orElseThrow(), cached.orElseThrow(), output.orElseThrow(), amount.orElseThrow());
            read.merge(new ReconciliationKey(day.orElseThrow(), model.orElseThrow()), figures, UsageTotals::plus);
            String id = line.getOrDefault(ID, "");
            if (!id.isEmpty()) {
                byId.merge(LedgerNameRules.of(id), figures, UsageTotals::plus);
            }
        }
    }

    private <T> Optional<T> value(int number, Map<String, String> line, String column, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(line.get(column)));
        } catch (IllegalArgumentException e) {
            fault(number, column, e.getMessage());
            return Optional.empty();
        }
    }

    private void fault(int number, String column, String message) {
        faults.add("line %d %s".formatted(number, column).strip(), FaultCode.INVALID, message);
        faulty++;
    }

    private static String name(String text) {
        LedgerNameRules.fault(text).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return text;
    }

    private static Long tokens(String text) {
        if (!TOKENS.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a whole number of tokens");
        }
        return Long.valueOf(text);
    }

    private static BigDecimal money(String text) {
        if (!MONEY.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a plain decimal number");
        }
        return new BigDecimal(text);
    }
}
