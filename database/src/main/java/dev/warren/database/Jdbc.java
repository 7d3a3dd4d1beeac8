package dev.warren.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** JDBC helpers. */
public final class Jdbc {

    /** Reads a row. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Jdbc() {}

    public static <T> List<T> list(PreparedStatement query, Row<T> reader) throws SQLException {
        List<T> list = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                list.add(reader.of(rows));
            }
        }
        return list;
    }

    /** A query with parameters of one row. */
    public static <T> List<T> list(Connection connection, String sql, Row<T> reader, Object... parameters)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, parameters);
            return list(query, reader);
        }
    }

    /** The first row. */
    public static <T> Optional<T> first(Connection connection, String sql, Row<T> reader, Object... parameters)
            throws SQLException {
        return list(connection, sql, reader, parameters).stream().findFirst();
    }

    /** Runs a statement with these parameters, and says how many rows it changed. */
    public static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, parameters);
            return update.executeUpdate();
        }
    }

    /** One number. */
    public static long number(Connection connection, String sql, Object... parameters) throws SQLException {
        return list(connection, sql, row -> row.getLong(1), parameters).getFirst();
    }

    /**
     * A parameter for an array.
     *
     * @param type of its elements, by the name that PostgreSQL gives it
     */
    public static Array array(Connection connection, String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    /** Null where there is none. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static List<Instant> instants(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Timestamp[]) row.getArray(column).getArray())
                .map(Timestamp::toInstant)
                .toList();
    }

    public static List<Long> longs(ResultSet row, String column) throws SQLException {
        return List.of((Long[]) row.getArray(column).getArray());
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(
                    i + 1, parameters[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : parameters[i]);
        }
    }
}
