package dev.warren.intake.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A request as no client library would send it.
 *
 * @param target what stands behind POST
 * @param headers lines, of which each character is an octet
 * @param body as it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawRequest(String target, List<String> headers, byte[] body) {

    private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(20).toMillis());

    /** Sends it on a connection of its own; an answer that does not come is a SocketTimeoutException. */
    RawResponse send(URI server) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(bytes());
                out.flush();
            } catch (IOException e) {
                // refused before it was read to the end: the answer is there already
            }
            return RawResponse.of(socket.getInputStream().readAllBytes());
        }
    }

    private byte[] bytes() {
        String head = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + body.length + "\r\n"
                + String.join("", headers.stream().map(line -> line + "\r\n").toList()) + "\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }
}
