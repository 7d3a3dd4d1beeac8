package dev.warren.costledger.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** What programs for spreadsheets do with CSV. */
public final class Csv {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** What a cell begins with that they take for a formula. */
    private static final String FORMULA = "=+-@\t\r\n";

    /** What they do not show, and take for the beginning of text. */
    private static final String TEXT = "'";

    private Csv() {}

    /** The same text without the mark that they write before it. */
    public static Reader withoutMark(Reader csv) throws IOException {
        Reader reader = new BufferedReader(csv);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** A text as a cell that is text to them too, whoever wrote it; null stays null. */
    public static String text(String text) {
        return text == null || text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text : TEXT + text;
    }
}
