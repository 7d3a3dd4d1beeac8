package dev.warren.http.guard;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The web pages that may ask: the service's own, and those of the allowed origins. */
final class AllowedOrigins {

    private static final String ALL = "*";
    private static final Pattern ORIGIN = Pattern.compile("(?<scheme>https?)://(?<authority>[^/?#@]+)");

    private final List<Predicate<String>> allowed;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one would let every page in, or is none
     */
    AllowedOrigins(List<String> allowed) {
        this.allowed = allowed.stream().map(AllowedOrigins::reader).toList();
    }

    /** Whether a page of an allowed origin asks. */
    boolean allow(String origin) {
        return allowed.stream().anyMatch(one -> one.test(origin));
    }

    /** Whether a page that came from the authority itself asks, directly or through a proxy that ends TLS. */
    static boolean isSame(String origin, String authority) {
        var parts = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return false;
        }
        String port = parts.group("scheme").equals("https") ? ":443" : ":80";
        return without(port, parts.group("authority")).equals(without(port, authority.toLowerCase(Locale.ROOT)));
    }

    private static String without(String port, String authority) {
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }

    private static Predicate<String> reader(String text) {
        if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
            return Pattern.compile(text.substring(1, text.length() - 1)).asMatchPredicate();
        }
        if (text.equals(ALL) || !ORIGIN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "warren.http.allowed-origins: '%s' is not an origin; write https://app.example.com, or a regular expression between slashes"
                            .formatted(text));
        }
        return text::equalsIgnoreCase;
    }
}
