package dev.warren.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table whose columns are as wide as what is in them. Not thread-safe. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();

    /** A further column of words. */
    public Table left(String title) {
        return column(title, false);
    }

    /** A further column of figures. */
    public Table right(String title) {
        return column(title, true);
    }

    /** A further row, with one cell for each column; null and empty are shown as a hyphen. */
    public Table row(Object... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + titles.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            String text = cell == null ? "" : cell.toString().strip();
            row.add(text.isEmpty() ? "-" : text.replaceAll("\\s+", " "));
        }
        rows.add(row);
        return this;
    }

    /** The titles and the rows, without a line break at the end. */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(titles);
        lines.addAll(rows);
        int[] widths = IntStream.range(0, titles.size())
                .map(column -> width(lines, column))
                .toArray();
        return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining("\n"));
    }

    private Table column(String title, boolean figures) {
        titles.add(title);
        right.add(figures);
        return this;
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }

    private String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> padded(cells.get(column), widths[column], right.get(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static String padded(String cell, int width, boolean figures) {
        String padding = " ".repeat(width - cell.length());
        return figures ? padding + cell : cell + padding;
    }
}
