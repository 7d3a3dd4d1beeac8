package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.database.ServiceDatabase;
import dev.warren.database.batch.BatchWriter;
import dev.warren.database.batch.ShutdownSignal;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchWriterTest {

    private static final int POISON = -1;

    private static StoreDatabase storeDatabase;
    private static AgroalDataSource pool;

    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayRun = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private final BatchWriter<Integer, Integer> batchWriter =
            new BatchWriter<>("test", new ServiceDatabase(pool), new ShutdownSignal(), this::divide);

    @BeforeAll
    static void create() {
        storeDatabase = new StoreDatabase();
        pool = storeDatabase.pool();
    }

    @AfterAll
    static void drop() {
        pool.close();
        storeDatabase.close();
    }

    @AfterEach
    void close() {
        batchWriter.close();
    }

    @Test
    void whatComesWhileAStatementRunsGoesTogetherAfterIt() throws InterruptedException {
        // Given
        CompletableFuture<Integer> first = batchWriter.submit(1);
        running.await();

        // When
        List<CompletableFuture<Integer>> others =
                IntStream.rangeClosed(2, 600).mapToObj(batchWriter::submit).toList();
        mayRun.countDown();

        // Then
        assertThat(first.join()).isEqualTo(100);
        assertThat(others.getLast().join()).isZero();
        assertThat(others.getFirst().join()).isEqualTo(50);
        assertThat(sizes).containsExactly(1, 500, 99);
    }

    @Test
    void anItemThatTheDatabaseRefusesTakesNoOtherWithIt() throws InterruptedException {
        // Given
        var _ = batchWriter.submit(1);
        running.await();

        // When
        List<CompletableFuture<Integer>> items =
                List.of(batchWriter.submit(2), batchWriter.submit(0), batchWriter.submit(4));
        mayRun.countDown();

        // Then
        assertThat(items.get(0).join()).isEqualTo(50);
        assertThat(items.get(2).join()).isEqualTo(25);
        assertThatThrownBy(() -> items.get(1).join()).hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void anItemThatBreaksTheStatementWithAnErrorTakesNeitherOthersWithItNorThoseWhoComeNext() throws Exception {
        // Given
        var _ = batchWriter.submit(1);
        running.await();

        // When
        List<CompletableFuture<Integer>> items =
                List.of(batchWriter.submit(2), batchWriter.submit(POISON), batchWriter.submit(4));
        mayRun.countDown();

        // Then
        assertThat(items.get(0).join()).isEqualTo(50);
        assertThat(items.get(2).join()).isEqualTo(25);
        assertThatThrownBy(() -> items.get(1).join()).hasRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(batchWriter.submit(5).join()).isEqualTo(20);
    }

    @Test
    void anItemThatIsTakenBackIsLeftOut() throws InterruptedException {
        // Given
        var _ = batchWriter.submit(1);
        running.await();

        // When
        batchWriter.submit(2).cancel(false);
        CompletableFuture<Integer> kept = batchWriter.submit(4);
        mayRun.countDown();

        // Then
        assertThat(kept.join()).isEqualTo(25);
        assertThat(sizes).containsExactly(1, 1);
    }

    /** A hundred divided by each, by the database. */
    private List<Integer> divide(Connection connection, List<Integer> items) throws SQLException {
        sizes.add(items.size());
        running.countDown();
        awaitLeave();
        if (items.contains(POISON)) {
            throw new OutOfMemoryError("of this test");
        }
        try (var sql = connection.prepareStatement("SELECT 100 / n FROM unnest(?::int[]) AS n")) {
            sql.setArray(1, connection.createArrayOf("int4", items.toArray()));
            try (var rows = sql.executeQuery()) {
                return IntStream.range(0, items.size())
                        .mapToObj(i -> next(rows))
                        .toList();
            }
        }
    }

    private static int next(java.sql.ResultSet rows) {
        try {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitLeave() {
        try {
            assertThat(mayRun.await(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
