package dev.warren.http.guard;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names that a service answers to. A page that has its own name resolve to this machine (DNS rebinding) asks by a
 * name that is none of them; an IP address cannot be rebound.
 */
final class AllowedHosts {

    private static final String LOCALHOST = "localhost";
    private static final String EVERY_NAME_BELOW = "*.";
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<name>[a-z0-9_.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("\\[.+]|[0-9]{1,3}([.][0-9]{1,3}){3}");

    private final List<String> allowed;

    AllowedHosts(List<String> allowed) {
        this.allowed =
                allowed.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether this can be the value of a {@code Host} header. */
    static boolean isAuthority(String authority) {
        return AUTHORITY.matcher(authority).matches();
    }

    /** Whether the service answers to an authority, whose port does not count. */
    boolean accept(String authority) {
        var parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return false;
        }
        String name = parts.group("name").toLowerCase(Locale.ROOT);
        return name.equals(LOCALHOST)
                || name.endsWith("." + LOCALHOST)
                || ADDRESS.matcher(name).matches()
                || allowed.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.startsWith(EVERY_NAME_BELOW) ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
    }
}
