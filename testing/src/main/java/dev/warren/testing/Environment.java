package dev.warren.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What the tests are told from outside: where broker and database are, with users who may administer them. */
final class Environment {

    private Environment() {}

    /** The value of an environment variable that holds an address with user and password. */
    static URI address(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    variable
                            + " is not set: these tests need a real broker and database. Run ./warren test, or take the variables from ./warren env.");
        }
        return URI.create(value);
    }

    static String user(URI address) {
        return userInfo(address)[0];
    }

    static String password(URI address) {
        return userInfo(address)[1];
    }

    private static String[] userInfo(URI address) {
        String[] parts = address.getRawUserInfo().split(":", 2);
        return new String[] {decoded(parts[0]), decoded(parts[1])};
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
