package dev.warren.notifier.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire between one client and the notifier that breaks again and again: at first as soon as the client knows where it
 * is, then at the moments that are given, then no more. It breaks with a goodbye and without in turn; within the head
 * of an answer without, as Chromium takes a head that ends early for all of it, and a content type that ends early for
 * another one, after which it does not come back.
 */
final class CuttingProxy implements AutoCloseable {

    private static final int BUFFER = 64;
    private static final String KNOWS_POSITION = "event: caught-up";
    private static final String FRAME_END = "\n\n";
    private static final String HEAD_END = "\r\n\r\n";

    private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final URI target;
    private final int[] moments;
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * Begins to listen.
     *
     * @param moments the number of bytes of an answer after which it breaks, of the second connection and those after
     *     it
     */
    CuttingProxy(URI target, int... moments) throws IOException {
        this.target = target;
        this.moments = moments;
        Thread.ofVirtual().start(this::accept);
    }

    /** The address of the stream at this end. */
    URI stream(String query) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + target.getPath() + query);
    }

    /** How often the client has come. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                int number = connections.getAndIncrement();
                Thread.ofVirtual().start(() -> serve(near, number));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket near, int number) {
        try (near;
                Socket far = new Socket(target.getHost(), target.getPort())) {
            Thread.ofVirtual().start(() -> pass(near, far));
            String answered = answer(far.getInputStream(), near.getOutputStream(), number);
            near.setSoLinger(number % 2 == 1 || !answered.contains(HEAD_END), 0);
        } catch (IOException e) {
            // one side is gone
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side is gone
        }
    }

    private String answer(InputStream from, OutputStream to, int number) throws IOException {
        int left = number == 0 || number > moments.length ? Integer.MAX_VALUE : moments[number - 1];
        StringBuilder passed = new StringBuilder();
        byte[] buffer = new byte[BUFFER];
        while (left > 0 && !(number == 0 && knowsPosition(passed))) {
            int read = from.read(buffer, 0, Math.min(BUFFER, left));
            if (read < 0) {
                break;
            }
            to.write(buffer, 0, read);
            left -= read;
            passed.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        return passed.toString();
    }

    private static boolean knowsPosition(StringBuilder passed) {
        int at = passed.indexOf(KNOWS_POSITION);
        return at >= 0 && passed.indexOf(FRAME_END, at) >= 0;
    }
}
