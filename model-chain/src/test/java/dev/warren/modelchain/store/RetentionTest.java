package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {

    @Test
    void whatIsTooOldIsForgottenInSmallCommitsAndNothingElse() throws SQLException {
        // Given
        try (Schema schema = new Schema();
                AgroalDataSource pool = schema.pool()) {
            schema.execute("""
                    INSERT INTO work (key, event_source, event_id, feature, replay, created_at)
                    SELECT gen_random_uuid(), '/s', n::text, 'f', '', now() - n * interval '1 minute'
                    FROM generate_series(0, 3999) AS n""");
            schema.execute("""
                    INSERT INTO answer (key, answer, expires_at)
                    SELECT gen_random_uuid(), '{}', now() + (n - 20.5) * interval '1 hour' FROM generate_series(1, 40) AS n""");
            schema.execute("""
                    INSERT INTO worker (id, alive_until, since)
                    VALUES (gen_random_uuid(), now() - interval '2 hours', now()), (gen_random_uuid(), now(), now())""");

            // When
            new Retention(pool, Duration.ofDays(1)).clean();

            // Then
            assertThat(schema.count("work")).isEqualTo(Duration.ofDays(1).toMinutes());
            assertThat(schema.count("work WHERE created_at < now() - interval '1 day'"))
                    .isZero();
            assertThat(schema.count("answer")).isEqualTo(20);
            assertThat(schema.count("worker")).isEqualTo(1);
        }
    }
}
