package dev.warren.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionAdmissionTest {

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final AtomicInteger refused = new AtomicInteger();
    private InetSocketAddress port;

    @BeforeEach
    void openPort() {
        ConnectionAdmission connectionAdmission = new ConnectionAdmission(
                () -> new RequestHeadTimeout(Duration.ofMinutes(1), () -> {}),
                () -> new MalformedRequestHandler(refusal -> new byte[0]),
                new ConnectionShares(2),
                refused::incrementAndGet);
        Channel channel = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .handler(connectionAdmission)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        // says nothing
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        port = (InetSocketAddress) channel.localAddress();
    }

    @AfterEach
    void closePort() {
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void nobodyHasMoreThanAShareOfTheConnections() throws IOException {
        try (Socket first = connect("127.0.0.1");
                Socket second = connect("127.0.0.2");
                Socket third = connect("127.0.0.3")) {
            assertThat(isOpen(first)).isTrue();
            assertThat(isOpen(second)).isTrue();
            assertThat(isOpen(third)).isFalse();
            assertThat(refused).hasValue(1);
        }
    }

    @Test
    void aConnectionThatEndsLeavesItsPlaceToTheNext() throws IOException {
        try (Socket first = connect("127.0.0.1")) {
            connect("127.0.0.1").close();
            Awaitility.await().until(() -> {
                try (Socket next = connect("127.0.0.1")) {
                    return isOpen(next) && isOpen(first);
                }
            });
        }
    }

    private Socket connect(String from) throws IOException {
        return new Socket(port.getAddress(), port.getPort(), InetAddress.getByName(from), 0);
    }

    private static boolean isOpen(Socket connection) throws IOException {
        try {
            connection.setSoTimeout(200);
            return connection.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (SocketException e) {
            return false;
        }
    }
}
