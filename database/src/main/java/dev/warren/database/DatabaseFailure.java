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

/** What a failure says about the database; the first constant that applies counts. */
public enum DatabaseFailure {
    /**
     * Connection lost or refused, out of resources (disk, connections, memory), stopped, read-only, I/O error: wait.
     */
    UNAVAILABLE,
    /** Deadlock, serialization failure or cancelled: nobody is at fault, and the same statements may be run again. */
    ROLLED_BACK,
    /** A value that the database cannot store (a NUL, a number out of range, too long): it never will. */
    DATA,
    /** The database rejected the statement. */
    REFUSED,
    /** No database has to do with it. */
    NONE;

    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58");
    private static final Set<String> DATA_CLASSES = Set.of("22", "54");
    private static final String ROLLBACK_CLASS = "40";
    private static final int CLASS_LENGTH = 2;

    /** Cancelled by an operator or by a time limit for statements; the database is there. */
    private static final String CANCELLED = "57014";

    /** A standby answered, which has not been promoted yet. */
    private static final String READ_ONLY = "25006";

    /** Looks at the failure, its causes, and what was suppressed and chained. Never null. */
    public static DatabaseFailure of(Throwable failure) {
        return sqlFailures(failure)
                .map(SQLException::getSQLState)
                .map(DatabaseFailure::ofState)
                .min(DatabaseFailure::compareTo)
                .orElse(NONE);
    }

    /** A pool that has no connection to give knows no state. */
    private static DatabaseFailure ofState(String state) {
        if (state == null || state.equals(READ_ONLY)) {
            return UNAVAILABLE;
        }
        String stateClass = state.substring(0, Math.min(CLASS_LENGTH, state.length()));
        if (stateClass.equals(ROLLBACK_CLASS) || state.equals(CANCELLED)) {
            return ROLLED_BACK;
        }
        if (UNAVAILABLE_CLASSES.contains(stateClass)) {
            return UNAVAILABLE;
        }
        return DATA_CLASSES.contains(stateClass) ? DATA : REFUSED;
    }

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
