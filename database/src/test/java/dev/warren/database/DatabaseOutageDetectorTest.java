package dev.warren.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOutageDetectorTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "53100", "53300", "57P01", "57P03", "58030", "25006"})
    void aDatabaseThatIsAwaySaysSo(String state) {
        assertThat(DatabaseOutageDetector.isReportedBy(new SQLException("away", state)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42P01", "40P01", "25001", ""})
    void aDatabaseThatMindsTheStatementIsThere(String state) {
        assertThat(DatabaseOutageDetector.isReportedBy(new SQLException("wrong", state)))
                .isFalse();
    }

    @Test
    void aPoolWithoutAConnectionToGiveIsAnOutage() {
        assertThat(DatabaseOutageDetector.isReportedBy(new SQLException("acquisition timeout")))
                .isTrue();
    }

    @Test
    void whatTheDatabaseSaidIsFoundWhereverItIs() {
        // Given
        SQLException said = new SQLException("terminating connection", "57P01");
        BatchUpdateException batch = new BatchUpdateException("batch", "22000", new int[0]);
        batch.setNextException(said);
        RuntimeException rolledBack = new IllegalStateException("rolled back");
        rolledBack.addSuppressed(new RuntimeException(said));

        // When / Then
        assertThat(DatabaseOutageDetector.isReportedBy(new RuntimeException(new RuntimeException(said))))
                .isTrue();
        assertThat(DatabaseOutageDetector.isReportedBy(new RuntimeException(batch)))
                .isTrue();
        assertThat(DatabaseOutageDetector.isReportedBy(rolledBack)).isTrue();
    }

    @Test
    void aFailureThatCausesItselfIsReadToItsEnd() {
        // Given
        RuntimeException one = new RuntimeException();
        RuntimeException other = new RuntimeException(one);
        one.initCause(other);

        // When / Then
        assertThat(DatabaseOutageDetector.isReportedBy(one)).isFalse();
        assertThat(DatabaseOutageDetector.isPossible(one)).isFalse();
    }
}
