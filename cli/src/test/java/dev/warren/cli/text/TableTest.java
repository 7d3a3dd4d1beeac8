package dev.warren.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table().left("NAME").right("COUNT").left("END");

        table.row("a-long-name", 7, "x").row("b", 12_345, null);

        assertThat(table).hasToString("""
                NAME         COUNT  END
                a-long-name      7  x
                b            12345  -""");
    }

    @Test
    void aCellIsOneLine() {
        assertThat(new Table().left("A").row("two\nlines")).hasToString("A\ntwo lines");
    }
}
