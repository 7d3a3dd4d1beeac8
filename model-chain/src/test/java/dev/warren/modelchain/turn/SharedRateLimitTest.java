package dev.warren.modelchain.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.testing.Database;
import io.github.bucket4j.BlockingBucket;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Two instances of a service and the database that they share. */
class SharedRateLimitTest {

    private static final Duration NO_TIME = Duration.ZERO;

    private static final Database DATABASE = new Database();

    @BeforeAll
    static void migrate() throws SQLException, IOException {
        try (InputStream script = SharedRateLimitTest.class.getResourceAsStream("/db/migration/V2__limits.sql");
                Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void togetherInstancesNeverTakeMoreThanTheLimit() throws Exception {
        // Given
        long perMinute = 6_000;
        SharedRateLimit one = instance().rate("together", perMinute);
        SharedRateLimit other = instance().rate("together", perMinute);
        List<Future<Boolean>> takings = new ArrayList<>();
        long began = System.nanoTime();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                SharedRateLimit rate = i % 2 == 0 ? one : other;
                takings.add(threads.submit(() -> rate.take(1, Duration.ofSeconds(2))));
            }
        }

        // Then
        long taken = takings.stream().filter(Future::resultNow).count();
        double seconds = (System.nanoTime() - began) / 1e9;
        long burst = perMinute / 10;
        double refilled = (perMinute - burst) / 60.0 * (seconds + 2);
        assertThat(taken).isGreaterThan(burst).isLessThanOrEqualTo((long) (burst + refilled));
    }

    @Test
    void whatOneInstanceTookTheOtherCannotHave() throws InterruptedException {
        // Given
        SharedRateLimit one = instance().rate("shared", 10);
        SharedRateLimit other = instance().rate("shared", 10);

        // When
        boolean first = one.take(1, NO_TIME);
        boolean second = other.take(1, NO_TIME);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void anotherLimitBeginsAnew() throws InterruptedException {
        // Given
        SharedRateLimit before = instance().rate("changed", 10);
        before.take(1, NO_TIME);

        // When
        SharedRateLimit after = instance().rate("changed", 20);

        // Then
        assertThat(after.take(2, NO_TIME)).isTrue();
    }

    @Test
    void moreThanCanBeHadAtOnceIsTakenOverTime() throws InterruptedException {
        // Given
        SharedRateLimit rate = instance().rate("large", 1_000);

        // When
        boolean large = rate.take(5_000, NO_TIME);
        boolean next = rate.take(1, NO_TIME);

        // Then
        assertThat(large).isTrue();
        assertThat(next).as("4,900 are still owed").isFalse();
    }

    @Test
    void whatIsOwedIsOwedAlsoAfterAnInterrupt() throws InterruptedException {
        // Given
        List<Long> taken = new ArrayList<>();
        SharedRateLimit rate = new SharedRateLimit("interrupted", 1_000, bucket(taken));
        assertThat(rate.take(5_000, NO_TIME)).isTrue();

        // When
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> rate.take(1, NO_TIME)).isInstanceOf(InterruptedException.class);

        // Then
        assertThat(rate.take(1, NO_TIME)).isTrue();
        assertThat(taken).as("4,900 are still owed").containsExactly(100L, 100L, 100L);
    }

    /** Grants everything, unless it is interrupted. */
    private static Bucket bucket(List<Long> taken) {
        BlockingBucket blocking = proxy(BlockingBucket.class, (_, _, arguments) -> {
            taken.add((Long) arguments[0]);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return true;
        });
        return proxy(Bucket.class, (_, method, _) -> method.getReturnType() == BlockingBucket.class ? blocking : 0L);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void withoutTheDatabaseEachInstanceKeepsTheLimitAlone() throws InterruptedException {
        // Given
        PGSimpleDataSource nowhere = dataSource();
        nowhere.setPortNumbers(new int[] {1});
        SharedRateLimit rate = new SharedRateLimitFactory(nowhere).rate("alone", 20);

        // When
        boolean first = rate.take(1, NO_TIME);
        boolean second = rate.take(1, NO_TIME);
        boolean third = rate.take(1, NO_TIME);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isTrue();
        assertThat(third).isFalse();
    }

    private static SharedRateLimitFactory instance() {
        return new SharedRateLimitFactory(dataSource());
    }

    private static PGSimpleDataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(DATABASE.jdbcUrl());
        dataSource.setUser(DATABASE.user());
        dataSource.setPassword(DATABASE.password());
        return dataSource;
    }
}
