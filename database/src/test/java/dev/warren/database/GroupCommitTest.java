package dev.warren.database;

import static dev.warren.database.WhileUnavailable.FAIL;
import static dev.warren.database.WhileUnavailable.WAIT_UNTIL_CLOSED;
import static dev.warren.database.WhileUnavailable.WAIT_UNTIL_STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.testing.Database;
import dev.warren.testing.DatabasePool;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupCommitTest {

    private static final int POISON = -1;
    private static final int UNANSWERED = -2;
    private static final int VICTIM = -3;
    private static final int FIRST = 1_000;

    private static Database server;
    private static AgroalDataSource pool;

    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayRun = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicInteger deadlocks = new AtomicInteger(2);
    private final ShutdownSignal stop = new ShutdownSignal();
    private final ServiceDatabase database = new ServiceDatabase(pool, stop);

    @BeforeAll
    static void create() {
        server = new Database();
        pool = DatabasePool.of(server);
    }

    @AfterAll
    static void drop() {
        pool.close();
        server.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        server.admit(true);
        try (Connection connection = pool.getConnection()) {
            Jdbc.update(connection, "CREATE TABLE IF NOT EXISTS written (n int)");
            Jdbc.update(connection, "TRUNCATE written");
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatComesWhileAGroupIsWrittenIsWrittenTogetherAfterIt(Commit commit) throws Exception {
        // Given
        var groups = groups(commit, FAIL);
        CompletableFuture<Integer> first = groups.submit(FIRST);
        running.await();

        // When
        List<CompletableFuture<Integer>> others =
                IntStream.rangeClosed(2, 600).mapToObj(groups::submit).toList();
        mayRun.countDown();

        // Then
        assertThat(first.join()).isZero();
        assertThat(others.getLast().join()).isZero();
        assertThat(others.getFirst().join()).isEqualTo(50);
        assertThat(sizes).containsExactly(1, 500, 99);
    }

    @ParameterizedTest
    @EnumSource
    void anItemThatTheDatabaseRefusesTakesNoOtherWithIt(Commit commit) throws Exception {
        // When
        List<CompletableFuture<Integer>> items = together(groups(commit, FAIL), 2, 0, 4);

        // Then
        assertThat(items.get(0).join()).isEqualTo(50);
        assertThat(items.get(2).join()).isEqualTo(25);
        assertThatThrownBy(items.get(1)::join)
                .cause()
                .isInstanceOf(UnstorableRecordException.class)
                .hasCauseInstanceOf(SQLException.class);
        assertThat(written()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void anItemThatBreaksTheStatementWithAnErrorTakesNeitherOthersWithItNorThoseWhoComeNext(Commit commit)
            throws Exception {
        // Given
        var groups = groups(commit, WAIT_UNTIL_CLOSED);

        // When
        List<CompletableFuture<Integer>> items = together(groups, 2, POISON, 4);

        // Then
        assertThat(items.get(0).join()).isEqualTo(50);
        assertThat(items.get(2).join()).isEqualTo(25);
        assertThatThrownBy(items.get(1)::join).hasRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(groups.write(5)).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void anItemWithoutAnAnswerFailsAndNobodyIsLeftWaiting(Commit commit) throws Exception {
        // Given
        var groups = groups(commit, WAIT_UNTIL_STOP);

        // When
        List<CompletableFuture<Integer>> items = together(groups, 2, UNANSWERED);

        // Then
        assertThat(items.get(0).get(20, TimeUnit.SECONDS)).isEqualTo(50);
        assertThatThrownBy(() -> items.get(1).get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("0 answers to 1 items");
        assertThatThrownBy(() -> groups.write(UNANSWERED)).isInstanceOf(NotWrittenException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anItemThatIsTakenBackIsLeftOut(Commit commit) throws Exception {
        // Given
        var groups = groups(commit, FAIL);
        var _ = groups.submit(FIRST);
        running.await();

        // When
        groups.submit(2).cancel(false);
        CompletableFuture<Integer> kept = groups.submit(4);
        mayRun.countDown();

        // Then
        assertThat(kept.join()).isEqualTo(25);
        assertThat(sizes).containsExactly(1, 1);
    }

    @ParameterizedTest
    @EnumSource
    void aGroupThatIsRolledBackIsRunAgainTogether(Commit commit) throws Exception {
        // When
        List<CompletableFuture<Integer>> items = together(groups(commit, FAIL), 2, VICTIM, 4);

        // Then
        assertThat(items).allSatisfy(item -> assertThat(item.join()).isNotNull());
        assertThat(sizes).containsExactly(1, 3, 3, 3);
    }

    @Test
    void whatIsRolledBackAgainAndAgainFailsAlone() throws Exception {
        // Given
        deadlocks.set(Integer.MAX_VALUE);

        // When
        List<CompletableFuture<Integer>> items = together(groups(Commit.TRANSACTION, FAIL), 2, VICTIM);

        // Then
        assertThat(items.get(0).join()).isEqualTo(50);
        assertThatThrownBy(items.get(1)::join).cause().isInstanceOf(NotWrittenException.class);
        assertThat(sizes).containsExactly(1, 2, 2, 2, 2, 1, 1, 1, 1, 1);
    }

    @Test
    void whatMayNotBeLostWaitsHoweverOftenItIsRolledBack() {
        // Given
        deadlocks.set(6);
        mayRun.countDown();

        // When / Then
        assertThat(groups(Commit.STATEMENT, WAIT_UNTIL_CLOSED).write(VICTIM)).isEqualTo(-33);
    }

    @Test
    void whoeverFindsNobodyWritingWritesItself() {
        // Given
        Thread[] writer = new Thread[1];
        GroupCommit<Integer, Integer> groups = database.inGroups(Duration.ZERO, (connection, items) -> {
            writer[0] = Thread.currentThread();
            return items;
        });

        // When
        groups.write(1);

        // Then
        assertThat(writer[0]).isSameAs(Thread.currentThread());
    }

    @Test
    void thoseWhoWaitAreNotWrittenByWhoeverIsDone() throws Exception {
        // Given
        var groups = groups(Commit.TRANSACTION, FAIL);
        var first = CompletableFuture.supplyAsync(() -> groups.write(FIRST));
        running.await();
        List<CompletableFuture<Integer>> others = IntStream.rangeClosed(2, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> groups.write(i)))
                .toList();

        // When
        mayRun.countDown();

        // Then
        assertThat(first.join()).isZero();
        assertThat(others).allSatisfy(item -> assertThat(item.join()).isPositive());
    }

    @Test
    void anOutageFailsAWholeGroupOrIsWaitedOut() throws Exception {
        // Given
        mayRun.countDown();
        server.admit(false);
        var waiting = groups(Commit.STATEMENT, WAIT_UNTIL_STOP).submit(4);
        var failing = groups(Commit.TRANSACTION, FAIL);

        // When
        assertThatThrownBy(() -> failing.write(2)).isInstanceOf(NotWrittenException.class);
        assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        server.admit(true);

        // Then
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(25);
        assertThat(failing.write(2)).isEqualTo(50);
    }

    @Test
    void aStopEndsTheWaitForTheDatabaseAndWhereMoneyWouldBeLostTheEndOfTheStop() {
        // Given
        mayRun.countDown();
        server.admit(false);
        var repeatable = groups(Commit.STATEMENT, WAIT_UNTIL_STOP);
        var paid = groups(Commit.STATEMENT, WAIT_UNTIL_CLOSED);
        List<CompletableFuture<Integer>> items = List.of(repeatable.submit(2), paid.submit(4));

        // When
        stop.begin();

        // Then
        assertThatThrownBy(items.get(0)::join).hasCauseInstanceOf(ShutdownException.class);
        assertThatThrownBy(() -> items.get(1).get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        database.close();
        assertThatThrownBy(items.get(1)::join).hasCauseInstanceOf(ShutdownException.class);
    }

    @ParameterizedTest
    @EnumSource
    void theEndFailsThoseWhoWaitAndThoseWhoComeButNotWhatIsBeingWritten(Commit commit) throws Exception {
        // Given
        var groups = groups(commit, WAIT_UNTIL_CLOSED);
        CompletableFuture<Integer> written = groups.submit(FIRST);
        running.await();
        CompletableFuture<Integer> waiting = groups.submit(2);

        // When
        database.close();
        CompletableFuture<Integer> late = groups.submit(4);
        mayRun.countDown();

        // Then
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(ShutdownException.class);
        assertThatThrownBy(late::join).hasCauseInstanceOf(ShutdownException.class);
        assertThatThrownBy(() -> groups.write(5)).isInstanceOf(ShutdownException.class);
        assertThat(written.join()).isZero();
    }

    private GroupCommit<Integer, Integer> groups(Commit commit, WhileUnavailable whileUnavailable) {
        return database.groups(commit, whileUnavailable, Duration.ofMillis(1), this::divide);
    }

    /** Items that come while another is written, so that they are one group. */
    private List<CompletableFuture<Integer>> together(GroupCommit<Integer, Integer> groups, Integer... items)
            throws InterruptedException {
        var _ = groups.submit(FIRST);
        running.await();
        List<CompletableFuture<Integer>> submitted =
                List.of(items).stream().map(groups::submit).toList();
        mayRun.countDown();
        return submitted;
    }

    /** Notes the items, and divides a hundred by each. */
    private List<Integer> divide(Connection connection, List<Integer> items) throws SQLException {
        sizes.add(items.size());
        running.countDown();
        awaitLeave();
        if (items.contains(POISON)) {
            throw new OutOfMemoryError("of this test");
        }
        if (items.contains(VICTIM) && deadlocks.getAndDecrement() > 0) {
            Jdbc.update(connection, "DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$");
        }
        try (var sql = connection.prepareStatement("""
                WITH written AS (
                    INSERT INTO written SELECT n FROM unnest(?::int[]) AS n WHERE n <> ? RETURNING 100 / n AS part, n)
                SELECT part FROM written""")) {
            sql.setArray(1, connection.createArrayOf("int4", items.toArray()));
            sql.setInt(2, UNANSWERED);
            return Jdbc.list(sql, row -> row.getInt(1));
        }
    }

    private static long written() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return Jdbc.number(connection, "SELECT count(*) FROM written");
        }
    }

    private void awaitLeave() {
        try {
            assertThat(mayRun.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
