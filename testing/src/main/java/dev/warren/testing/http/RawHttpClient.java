package dev.warren.testing.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Sends requests byte by byte as they are given, each over a connection of its own. */
public final class RawHttpClient {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int PAUSE_MILLIS = 200;
    private static final int BUFFER = 8192;

    private final URI service;

    /** Asks this service. */
    public RawHttpClient(URI service) {
        this.service = service;
    }

    /** What stands in {@code Host}. */
    public String host() {
        return service.getHost() + ":" + service.getPort();
    }

    /** Asks with these header lines; {@code Host} is added where it is not among them. */
    public RawHttpResponse send(String method, String target, List<String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
            head.append("Host: ").append(host()).append("\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (body.length > 0 || method.startsWith("P")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        return send(head.toString().getBytes(StandardCharsets.ISO_8859_1), body);
    }

    /** Sends these bytes and reads until the service closes the connection. */
    public RawHttpResponse send(byte[] head, byte[] body) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(body);
            return read(socket);
        } catch (SocketException e) {
            return RawHttpResponse.of("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a beginning and then one byte after the other, for as long as the service takes them. */
    public RawHttpResponse trickle(String beginning) {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        try (Socket socket = connect()) {
            socket.setSoTimeout(PAUSE_MILLIS);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
            while (System.nanoTime() < end && goesOn(socket, response)) {
                socket.getOutputStream().write('x');
            }
        } catch (SocketException e) {
            // what came until then counts
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RawHttpResponse.of(response.toString(StandardCharsets.UTF_8));
    }

    /** Sends a beginning and nothing more; returns when the service has closed the connection. */
    public RawHttpResponse breakOff(String beginning) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean goesOn(Socket socket, ByteArrayOutputStream response) throws IOException {
        try {
            byte[] bytes = new byte[BUFFER];
            int count = socket.getInputStream().read(bytes);
            response.write(bytes, 0, Math.max(0, count));
            return count >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    /** A connection on which nothing was said yet. */
    public Socket connect() throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Reads until the service closes the connection, in order or not. */
    public static RawHttpResponse read(Socket socket) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(response);
        } catch (SocketException e) {
            // what came until then counts
        }
        return RawHttpResponse.of(response.toString(StandardCharsets.UTF_8));
    }
}
