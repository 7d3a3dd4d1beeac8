package dev.warren.messaging;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Lets an AMQP client send types that it has no value for: behind a header whose name ends in {@code ->} and the letter
 * of a type, the type becomes that one. The value's bytes stay as they are.
 */
final class RetypingSockets extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public OutputStream getOutputStream() throws IOException {
                return new Retyping(super.getOutputStream());
            }
        };
    }

    private static final class Retyping extends FilterOutputStream {

        private Retyping(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i + 3 < offset + length; i++) {
                if (bytes[i] == '-' && bytes[i + 1] == '>') {
                    bytes[i + 3] = bytes[i + 2];
                }
            }
            out.write(bytes, offset, length);
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
