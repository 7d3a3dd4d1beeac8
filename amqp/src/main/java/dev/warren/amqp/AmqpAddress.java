package dev.warren.amqp;

import com.rabbitmq.client.Address;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The parts of {@code warren.amqp.url}.
 *
 * @param tls whether the connection is encrypted
 * @param nodes where the broker's nodes are; at least one
 * @param user who connects
 * @param password of the user; kept out of {@link #toString()}
 * @param vhost the virtual host
 */
record AmqpAddress(boolean tls, List<Address> nodes, String user, String password, String vhost) {

    private static final String KEY = "warren.amqp.url";
    private static final String PLAIN = "amqp";
    private static final String ENCRYPTED = "amqps";
    private static final int PLAIN_PORT = 5672;
    private static final int ENCRYPTED_PORT = 5671;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message names the key and keeps the password to itself
     */
    static AmqpAddress parse(String url) {
        URI uri = uri(url);
        boolean tls = ENCRYPTED.equals(uri.getScheme());
        require(tls || PLAIN.equals(uri.getScheme()), "must start with amqp:// or amqps://");
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String[] credentials = authority.substring(0, Math.max(at, 0)).split(":", 2);
        require(credentials.length == 2, "must name user and password, as in amqp://user:password@host:port/vhost");
        String path = uri.getRawPath();
        return new AmqpAddress(
                tls,
                nodes(authority.substring(at + 1), tls ? ENCRYPTED_PORT : PLAIN_PORT),
                decoded(credentials[0]),
                decoded(credentials[1]),
                path.length() > 1 ? decoded(path.substring(1)) : "/");
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw invalid("must be an address, with user, password and vhost percent-encoded");
        }
    }

    private static List<Address> nodes(String hosts, int defaultPort) {
        return Arrays.stream(hosts.split(","))
                .map(node -> node(node, defaultPort))
                .toList();
    }

    private static Address node(String node, int defaultPort) {
        require(!node.isBlank(), "must name a host");
        try {
            Address address = Address.parseAddress(node);
            return address.getPort() > 0 ? address : new Address(address.getHost(), defaultPort);
        } catch (IllegalArgumentException e) {
            throw invalid("has no valid host and port in '" + node + "'");
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw invalid(otherwise);
        }
    }

    private static IllegalArgumentException invalid(String why) {
        return new IllegalArgumentException(KEY + " " + why);
    }

    @Override
    public String toString() {
        return (tls ? ENCRYPTED : PLAIN) + "://" + user + "@" + nodes + "/" + vhost;
    }
}
