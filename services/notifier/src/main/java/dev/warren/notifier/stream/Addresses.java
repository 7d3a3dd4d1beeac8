package dev.warren.notifier.stream;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.HexFormat;

/** Who counts as one client. */
final class Addresses {

    private static final int IPV4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    /** An address; of IPv6 its network, as who has one address there has all the others too. */
    static String of(SocketAddress remote) {
        if (remote == null || remote.hostAddress() == null) {
            return "unknown";
        }
        try {
            byte[] address = InetAddress.ofLiteral(remote.hostAddress()).getAddress();
            return HexFormat.of().formatHex(address, 0, address.length == IPV4_BYTES ? IPV4_BYTES : NETWORK_BYTES);
        } catch (IllegalArgumentException e) {
            return remote.hostAddress();
        }
    }
}
