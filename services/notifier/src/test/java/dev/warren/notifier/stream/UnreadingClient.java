package dev.warren.notifier.stream;

import dev.warren.notifier.SseClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client on a plain socket with small buffers, which reads nothing until it is told to. */
final class UnreadingClient implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 4 * 1024;
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();

    UnreadingClient(URI address) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        String request =
                "GET %s?%s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(address.getPath(), address.getQuery());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads until there have been so many results, and returns their positions. */
    List<Long> readResults(int count) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        List<Long> positions = new ArrayList<>();
        long position = -1;
        while (positions.size() < count) {
            String line = lines.readLine();
            if (line.startsWith("id: ")) {
                position = new SseClient.Event(line.substring("id: ".length()), null, null).offset();
            } else if (line.equals("event: result")) {
                positions.add(position);
            }
        }
        return positions;
    }

    /** Reads until the server closes, and throws what it left. */
    void readToTheEnd() throws IOException {
        socket.getInputStream().readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
