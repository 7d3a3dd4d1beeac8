package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.costledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class AppendOnlyTest {

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entry set amount = 0",
                "delete from entry",
                "truncate entry",
                "update price set input_per_million = 0",
                "delete from price",
                "truncate price cascade",
            })
    void whatIsBookedIsNeverChanged(String change) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute(change))
                .withMessageContaining("is append-only");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
