package dev.warren.costledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void whatWouldBeAFormulaIsText(String text) {
        assertThat(Csv.text(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u-1", "a=b", "'quoted'"})
    void textStaysAsItIs(String text) {
        assertThat(Csv.text(text)).isEqualTo(text);
        assertThat(Csv.text(null)).isNull();
    }

    @Test
    void theMarkOfASpreadsheetIsNoPartOfTheText() throws IOException {
        assertThat(read("\uFEFFa,b")).isEqualTo("a,b");
        assertThat(read("a,b")).isEqualTo("a,b");
        assertThat(read("")).isNull();
    }

    private static String read(String csv) throws IOException {
        return new BufferedReader(Csv.withoutMark(new StringReader(csv))).readLine();
    }
}
