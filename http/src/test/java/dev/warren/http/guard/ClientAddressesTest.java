package dev.warren.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {

    @Test
    void whoHasOneAddressOfANetworkHasTheOthers() {
        assertThat(client("2001:db8::1")).isEqualTo(client("2001:db8::ffff:2")).isNotEqualTo(client("2001:db8:0:1::1"));
        assertThat(client("127.0.0.1")).isEqualTo(client("127.9.8.7")).isEqualTo(client("::1"));
        assertThat(client("10.0.0.1")).isNotEqualTo(client("10.0.0.2"));
        assertThat(client("::ffff:10.0.0.1")).isEqualTo(client("10.0.0.1"));
    }

    private static String client(String address) {
        return ClientAddresses.of(SocketAddress.inetSocketAddress(1, address));
    }
}
