package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.database.ServiceDatabase;
import dev.warren.database.ShutdownSignal;
import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CompletionRetentionTest {

    @Test
    void whatIsTooOldIsForgottenInSmallCommitsAndNothingElse() throws SQLException {
        // Given
        try (StoreDatabase storeDatabase = new StoreDatabase();
                AgroalDataSource pool = storeDatabase.pool()) {
            storeDatabase.execute("""
                    INSERT INTO work (key, event_source, event_id, feature, replay, created_at)
                    SELECT gen_random_uuid(), '/s', n::text, 'f', '', now() - n * interval '1 minute'
                    FROM generate_series(0, 3999) AS n""");
            storeDatabase.execute("""
                    INSERT INTO answer (key, answer, expires_at)
                    SELECT gen_random_uuid(), '{}', now() + (n - 20.5) * interval '1 hour' FROM generate_series(1, 40) AS n""");
            storeDatabase.execute("""
                    INSERT INTO worker (id, alive_until, since)
                    VALUES (gen_random_uuid(), now() - interval '2 hours', now()), (gen_random_uuid(), now(), now())""");

            // When
            new CompletionRetention(new ServiceDatabase(pool, new ShutdownSignal()), Duration.ofDays(1)).clean();

            // Then
            assertThat(storeDatabase.count("work")).isEqualTo(Duration.ofDays(1).toMinutes());
            assertThat(storeDatabase.count("work WHERE created_at < now() - interval '1 day'"))
                    .isZero();
            assertThat(storeDatabase.count("answer")).isEqualTo(20);
            assertThat(storeDatabase.count("worker")).isEqualTo(1);
        }
    }
}
