package dev.warren.costledger.spend;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.warren.costledger.http.Csv;
import dev.warren.costledger.spend.SpendReport.Group;
import dev.warren.costledger.spend.SpendReport.Sums;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The groups of an answer as CSV (RFC 4180) with a header line; what is null is empty. A name that a spreadsheet would
 * take for a formula has an apostrophe before it.
 */
final class SpendCsv {

    private static final List<String> SUMS = List.of(
            "calls",
            "inputTokens",
            "cachedInputTokens",
            "outputTokens",
            "amount",
            "currency",
            "unpricedCalls",
            "reused",
            "saved");

    private static final CsvMapper MAPPER = new CsvMapper();

    private SpendCsv() {}

    static String of(SpendReport spend) {
        CsvSchema.Builder columns = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        spend.by().stream().filter(word -> !SUMS.contains(word)).forEach(columns::addColumn);
        SUMS.forEach(columns::addColumn);
        StringWriter text = new StringWriter();
        try (SequenceWriter lines = MAPPER.writer(columns.build()).writeValues(text)) {
            for (Group group : spend.groups()) {
                lines.write(line(group));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<Object> line(Group group) {
        List<Object> line =
                new ArrayList<>(group.key().values().stream().map(Csv::text).toList());
        Sums sums = group.sums();
        line.addAll(Arrays.asList(
                sums.calls(),
                sums.inputTokens(),
                sums.cachedInputTokens(),
                sums.outputTokens(),
                sums.amount(),
                sums.currency(),
                sums.unpricedCalls(),
                sums.reused(),
                sums.saved()));
        return line;
    }
}
