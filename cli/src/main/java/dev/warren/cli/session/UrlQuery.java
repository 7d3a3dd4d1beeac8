package dev.warren.cli.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** A path with a query, encoded; parameters without a value are left out. Not thread-safe. */
public final class UrlQuery {

    private final String path;
    private final StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");

    private UrlQuery(String path) {
        this.path = path;
    }

    /** A query to a path that is encoded already. */
    public static UrlQuery of(String path) {
        return new UrlQuery(path);
    }

    /** A text as one segment of a path. */
    public static String segment(String text) {
        return encoded(text).replace("+", "%20");
    }

    /** Adds a parameter, unless it is null. */
    public UrlQuery with(String name, Object value) {
        if (value != null) {
            parameters.add(encoded(name) + "=" + encoded(value.toString()));
        }
        return this;
    }

    @Override
    public String toString() {
        return path + parameters;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
