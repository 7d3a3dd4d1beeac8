package dev.warren.http.guard;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

/** Maps addresses to clients: the addresses of one IPv6 network are one client, and so are all loopback addresses. */
public final class ClientAddresses {

    private static final String UNKNOWN = "unknown";
    private static final String LOOPBACK = "loopback";
    private static final int IPV4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;

    private ClientAddresses() {}

    /**
     * An address; of IPv6 its network, as who has one address there has all the others too, and so it is with those of
     * loopback.
     */
    public static String of(SocketAddress remote) {
        if (remote == null || remote.hostAddress() == null) {
            return UNKNOWN;
        }
        try {
            return of(InetAddress.ofLiteral(remote.hostAddress()));
        } catch (IllegalArgumentException e) {
            return remote.hostAddress();
        }
    }

    /** The same of a connection that nobody has read from yet. */
    static String of(java.net.SocketAddress remote) {
        return remote instanceof InetSocketAddress inet && !inet.isUnresolved() ? of(inet.getAddress()) : UNKNOWN;
    }

    private static String of(InetAddress remote) {
        if (remote.isLoopbackAddress()) {
            return LOOPBACK;
        }
        byte[] address = remote.getAddress();
        return HexFormat.of().formatHex(address, 0, address.length == IPV4_BYTES ? IPV4_BYTES : NETWORK_BYTES);
    }
}
