package dev.warren.testing;

import java.net.URI;

/**
 * Where broker and database are, with users who may administer them.
 *
 * @param amqp the broker
 * @param management the broker's management API
 * @param database the database server
 */
public record Servers(URI amqp, URI management, URI database) {

    /** Those that the environment names. */
    public static Servers fromEnvironment() {
        return new Servers(
                Environment.address("WARREN_AMQP_URL"),
                Environment.address("WARREN_AMQP_ADMIN_URL"),
                Environment.address("WARREN_DATABASE_URL"));
    }
}
