package dev.warren.modelchain;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that answers with any bytes, one answer after the other; the last one repeats. */
final class RawEndpoint implements AutoCloseable {

    private static final int LARGE = 64 * 1024;
    private static final long PATIENCE_SECONDS = 10;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "content-length: ";

    private final Vertx vertx = Vertx.vertx();
    private final NetServer server = vertx.createNetServer().connectHandler(this::connected);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private volatile List<Reply> replies = List.of();

    RawEndpoint() throws Exception {
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/v1";
    }

    void replies(Reply... next) {
        requests.set(0);
        sent.set(0);
        replies = List.of(next);
    }

    int requests() {
        return requests.get();
    }

    /** Connections that are open. */
    int connections() {
        return connections.get();
    }

    /** Bytes of endless bodies. */
    long sent() {
        return sent.get();
    }

    /** A response whose body is the bytes. */
    static Reply body(byte[] body, String... headers) {
        return (socket, endpoint) -> socket.write(head(body.length, headers).appendBytes(body));
    }

    /** A response whose body is a completion with the words of a model, whatever they are. */
    static Reply content(String content) {
        return body(completion(content).getBytes(StandardCharsets.UTF_8));
    }

    /** As much of a response as there is before the connection is lost. */
    static Reply cutOff(String content) {
        byte[] body = completion(content).getBytes(StandardCharsets.UTF_8);
        return (socket, endpoint) -> socket.write(head(body.length).appendBytes(body, 0, body.length / 2))
                .onComplete(_ -> socket.close());
    }

    /** A body that goes on for ever, as fast as it is read. */
    static Reply endless() {
        return (socket, endpoint) -> {
            socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n");
            Buffer chunk = Buffer.buffer(Integer.toHexString(LARGE) + "\r\n" + "x".repeat(LARGE) + "\r\n");
            endpoint.pour(socket, chunk);
            socket.drainHandler(_ -> endpoint.pour(socket, chunk));
        };
    }

    /** A body that goes on for ever, a character at a time. */
    static Reply trickling() {
        return (socket, endpoint) -> {
            socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n");
            long timer = endpoint.vertx.setPeriodic(50, _ -> socket.write("1\r\nx\r\n"));
            socket.closeHandler(_ -> {
                endpoint.connections.decrementAndGet();
                endpoint.vertx.cancelTimer(timer);
            });
        };
    }

    /** The bytes of a response as they are, and then what becomes of the connection. */
    static Reply raw(byte[] response, Ending ending) {
        return (socket, endpoint) -> {
            socket.write(Buffer.buffer(response));
            if (ending == Ending.CLOSED) {
                socket.close();
            }
        };
    }

    static String completion(String content) {
        return """
                {"id":"c-1","object":"chat.completion","created":1,"model":"fake-2026",
                 "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":%s}}],
                 "usage":{"prompt_tokens":100,"completion_tokens":7,"total_tokens":107}}
                """.formatted(quoted(content));
    }

    /** In JSON. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c)) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private static Buffer head(int length, String... headers) {
        return Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                + String.join(
                        "", List.of(headers).stream().map(line -> line + "\r\n").toList())
                + LENGTH + length + END_OF_HEAD);
    }

    private void pour(NetSocket socket, Buffer chunk) {
        while (!socket.writeQueueFull()) {
            socket.write(chunk);
            sent.addAndGet(chunk.length());
        }
    }

    private void connected(NetSocket socket) {
        connections.incrementAndGet();
        socket.closeHandler(_ -> connections.decrementAndGet());
        socket.exceptionHandler(_ -> {});
        Buffer received = Buffer.buffer();
        int[] read = {0};
        socket.handler(part -> {
            received.appendBuffer(part);
            String text = received.getString(read[0], received.length(), "ISO-8859-1");
            int end = endOfRequest(text);
            if (end > 0) {
                read[0] += end;
                List<Reply> all = replies;
                all.get(Math.min(requests.getAndIncrement(), all.size() - 1)).to(socket, this);
            }
        });
    }

    private static int endOfRequest(String text) {
        int head = text.indexOf(END_OF_HEAD);
        if (head < 0) {
            return -1;
        }
        String lower = text.substring(0, head).toLowerCase(Locale.ROOT) + "\r\n";
        int at = lower.indexOf(LENGTH);
        int length = at < 0 ? 0 : Integer.parseInt(lower.substring(at + LENGTH.length(), lower.indexOf('\r', at)));
        int end = head + END_OF_HEAD.length() + length;
        return text.length() >= end ? end : -1;
    }

    @Override
    public void close() {
        vertx.close();
    }

    /** What becomes of a connection after a response. */
    enum Ending {
        /** It is ready for another request, or waits for more of this one. */
        OPEN,
        /** It is closed. */
        CLOSED
    }

    /** What is done about one request. */
    @FunctionalInterface
    interface Reply {

        void to(NetSocket socket, RawEndpoint endpoint);
    }
}
