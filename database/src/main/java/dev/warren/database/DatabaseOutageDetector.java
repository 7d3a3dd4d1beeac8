package dev.warren.database;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Tells from a failure whether the database was unavailable or rejected the statement. Pure. */
public final class DatabaseOutageDetector {

    /** Connection lost or refused, out of resources (disk, connections, memory), stopped or starting, I/O error. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    /** A standby answered, which has not been promoted yet. */
    private static final String READ_ONLY = "25006";

    private static final int CLASS_LENGTH = 2;

    private DatabaseOutageDetector() {}

    /** Whether the failure says so itself; a database that is unavailable need not have said anything. */
    static boolean isReportedBy(Throwable failure) {
        return sqlFailures(failure).map(SQLException::getSQLState).anyMatch(DatabaseOutageDetector::meansAway);
    }

    /** Whether a database has to do with the failure at all. */
    public static boolean isPossible(Throwable failure) {
        return sqlFailures(failure).findAny().isPresent();
    }

    /** A pool that has no connection to give knows no state. */
    private static boolean meansAway(String state) {
        return state == null
                || state.equals(READ_ONLY)
                || (state.length() > CLASS_LENGTH && AWAY.contains(state.substring(0, CLASS_LENGTH)));
    }

    /** Those among the failure, its causes, what was suppressed and what came next. */
    private static Stream<SQLException> sqlFailures(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(Set.of(failure));
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (seen.add(next)) {
                reasons(next).filter(Objects::nonNull).forEach(open::add);
            }
        }
        return seen.stream().filter(SQLException.class::isInstance).map(SQLException.class::cast);
    }

    private static Stream<Throwable> reasons(Throwable failure) {
        Stream<Throwable> next = failure instanceof SQLException sql ? Stream.of(sql.getNextException()) : Stream.of();
        return Stream.concat(
                next, Stream.concat(Stream.of(failure.getCause()), Arrays.stream(failure.getSuppressed())));
    }
}
