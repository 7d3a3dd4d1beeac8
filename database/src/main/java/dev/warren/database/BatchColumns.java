package dev.warren.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Gives a statement many rows at once: one array parameter per column, for {@code unnest}. That is one round trip and
 * one plan, however many rows there are. Used by one thread.
 *
 * @param <T> a row
 */
public final class BatchColumns<T> {

    private final PreparedStatement sql;
    private final List<T> rows;
    private int column;

    private BatchColumns(PreparedStatement sql, List<T> rows) {
        this.sql = sql;
        this.rows = rows;
    }

    /** Begins with the statement's first parameter. */
    public static <T> BatchColumns<T> of(PreparedStatement sql, List<T> rows) {
        return new BatchColumns<>(sql, rows);
    }

    /** The next parameter, an array of {@code text}. */
    public BatchColumns<T> text(Function<T, String> value) throws SQLException {
        return add("text", value);
    }

    /** The next parameter, an array of {@code bigint}. */
    public BatchColumns<T> bigint(Function<T, Long> value) throws SQLException {
        return add("int8", value);
    }

    /** The next parameter, an array of {@code uuid}. */
    public BatchColumns<T> uuid(Function<T, UUID> value) throws SQLException {
        return add("uuid", value);
    }

    /** The next parameter, an array of a type, by the name that PostgreSQL gives it. */
    public BatchColumns<T> add(String type, Function<T, ?> value) throws SQLException {
        sql.setArray(
                ++column,
                sql.getConnection().createArrayOf(type, rows.stream().map(value).toArray()));
        return this;
    }

    /** The next parameter, one value beside the arrays. */
    public BatchColumns<T> value(Object value) throws SQLException {
        sql.setObject(++column, value);
        return this;
    }

    /**
     * Runs the statement, which inserts what is not there yet and returns the ids of what it has inserted.
     *
     * @return per row, whether it was inserted; of several rows with one id, it is the first that was
     */
    public List<Boolean> insertOnce(Function<T, String> id) throws SQLException {
        Set<String> inserted = new HashSet<>(Jdbc.list(sql, row -> row.getString(1)));
        return rows.stream().map(row -> inserted.remove(id.apply(row))).toList();
    }
}
