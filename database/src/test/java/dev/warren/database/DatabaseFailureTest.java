package dev.warren.database;

import static dev.warren.database.DatabaseFailure.DATA;
import static dev.warren.database.DatabaseFailure.NONE;
import static dev.warren.database.DatabaseFailure.REFUSED;
import static dev.warren.database.DatabaseFailure.ROLLED_BACK;
import static dev.warren.database.DatabaseFailure.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            08001, UNAVAILABLE
            08006, UNAVAILABLE
            25006, UNAVAILABLE
            53100, UNAVAILABLE
            53300, UNAVAILABLE
            57P01, UNAVAILABLE
            57P03, UNAVAILABLE
            58030, UNAVAILABLE
            40001, ROLLED_BACK
            40P01, ROLLED_BACK
            57014, ROLLED_BACK
            22001, DATA
            22021, DATA
            54000, DATA
            23505, REFUSED
            25001, REFUSED
            42P01, REFUSED
            08,    UNAVAILABLE
            0,     REFUSED
            '',    REFUSED
            ,      UNAVAILABLE
            """)
    void theStateSaysWhatHasFailed(String state, DatabaseFailure failure) {
        assertThat(DatabaseFailure.of(new SQLException("as it is", state))).isEqualTo(failure);
    }

    @Test
    void aFailureWithoutADatabaseIsNone() {
        assertThat(DatabaseFailure.of(new IllegalStateException("08006"))).isEqualTo(NONE);
    }

    @Test
    void theStateIsFoundAmongCausesSuppressedAndNextFailures() {
        // Given
        SQLException terminated = new SQLException("terminating connection", "57P01");
        BatchUpdateException batch = new BatchUpdateException("batch", "22000", new int[0]);
        batch.setNextException(terminated);
        RuntimeException rolledBack = new IllegalStateException("rolled back");
        rolledBack.addSuppressed(new RuntimeException(terminated));

        // When / Then
        assertThat(DatabaseFailure.of(new RuntimeException(new RuntimeException(terminated))))
                .isEqualTo(UNAVAILABLE);
        assertThat(DatabaseFailure.of(new SQLException("statement", "XX000", terminated)))
                .isEqualTo(UNAVAILABLE);
        assertThat(DatabaseFailure.of(new RuntimeException(batch))).isEqualTo(UNAVAILABLE);
        assertThat(DatabaseFailure.of(rolledBack)).isEqualTo(UNAVAILABLE);
    }

    @Test
    void ofSeveralStatesTheOneCountsThatSaysMostAboutTheDatabase() {
        assertThat(DatabaseFailure.of(linked("22021", "40P01"))).isEqualTo(ROLLED_BACK);
        assertThat(DatabaseFailure.of(linked("40P01", "22021"))).isEqualTo(ROLLED_BACK);
        assertThat(DatabaseFailure.of(linked("23505", "22021"))).isEqualTo(DATA);
        assertThat(DatabaseFailure.of(linked("23505", "42P01"))).isEqualTo(REFUSED);
    }

    @Test
    void aFailureThatCausesItselfIsReadToItsEnd() {
        // Given
        RuntimeException one = new RuntimeException();
        RuntimeException other = new RuntimeException(one);
        one.initCause(other);

        // When / Then
        assertThat(DatabaseFailure.of(one)).isEqualTo(NONE);
    }

    private static SQLException linked(String state, String next) {
        SQLException first = new SQLException("first", state);
        first.setNextException(new SQLException("next", next));
        return first;
    }
}
