package dev.warren.messaging.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives a statement many rows at once: one array parameter per column, for {@code unnest}. That is one round trip and
 * one plan, however many rows there are. Used by one thread.
 *
 * @param <T> a row
 */
public final class Columns<T> {

    private final PreparedStatement sql;
    private final List<T> rows;
    private int column;

    private Columns(PreparedStatement sql, List<T> rows) {
        this.sql = sql;
        this.rows = rows;
    }

    /** Begins with the statement's first parameter. */
    public static <T> Columns<T> of(PreparedStatement sql, List<T> rows) {
        return new Columns<>(sql, rows);
    }

    /** The next parameter, an array of {@code text}. */
    public Columns<T> text(Function<T, String> value) throws SQLException {
        return add("text", value);
    }

    /** The next parameter, an array of {@code bigint}. */
    public Columns<T> bigint(Function<T, Long> value) throws SQLException {
        return add("int8", value);
    }

    /** The next parameter, an array of a type, by the name that PostgreSQL gives it. */
    public Columns<T> add(String type, Function<T, ?> value) throws SQLException {
        Object[] values = rows.stream().map(value).toArray();
        sql.setArray(++column, sql.getConnection().createArrayOf(type, values));
        return this;
    }

    /**
     * Runs the statement, which inserts what is not there yet and returns the ids of what it has inserted.
     *
     * @return per row, whether it was inserted; of several rows with one id, it is the first that was
     */
    public List<Boolean> insertOnce(Function<T, String> id) throws SQLException {
        Set<String> inserted = new HashSet<>();
        try (ResultSet returned = sql.executeQuery()) {
            while (returned.next()) {
                inserted.add(returned.getString(1));
            }
        }
        return rows.stream().map(row -> inserted.remove(id.apply(row))).toList();
    }
}
