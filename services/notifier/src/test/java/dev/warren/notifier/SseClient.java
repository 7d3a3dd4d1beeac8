package dev.warren.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A client that follows the stream as the specification of server-sent events says, and as strictly as a common client:
 * an id that comes without data does not count.
 */
public final class SseClient implements AutoCloseable {

    /** One dispatched event. */
    public record Event(String id, String name, String data) {
        private static final Pattern OFFSET = Pattern.compile("(?:before-)?(\\d+)-[0-9a-f]{8}");

        /** Where in the log the position is. */
        public long offset() {
            Matcher matcher = OFFSET.matcher(id);
            assertThat(matcher.matches()).as(id).isTrue();
            return Long.parseLong(matcher.group(1));
        }
    }

    private static final Set<String> NOTICES = Set.of("caught-up", "position", "refused");

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Event> notices = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile String lastId;
    private volatile boolean ended;
    private volatile long retryMillis;
    private String name = "message";
    private String data;
    private String id;

    private SseClient(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        try {
            response = http.send(
                    headers.length == 0
                            ? request.build()
                            : request.headers(headers).build(),
                    HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    /** Connects. */
    public static SseClient open(URI address, String... headers) {
        SseClient client = new SseClient(address, headers);
        assertThat(client.response.statusCode()).isEqualTo(200);
        return client;
    }

    /** The results, alerts and gaps that were dispatched so far. */
    public List<Event> events() {
        return events;
    }

    /** What was dispatched besides. */
    public List<Event> notices() {
        return notices;
    }

    /** The comments so far. */
    public List<String> comments() {
        return comments;
    }

    /** The position to resume from; null before there is one. */
    public String lastId() {
        return lastId;
    }

    /** How long to wait before the next connection, as far as the server has said. */
    public long retryMillis() {
        return retryMillis;
    }

    /** A response header. */
    public String header(String header) {
        return response.headers().firstValue(header).orElse(null);
    }

    /** Whether the server ended the stream in good order. */
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private void read() {
        try {
            response.body().forEach(this::line);
            ended = true;
        } catch (UncheckedIOException e) {
            // the connection was cut
        }
    }

    private void line(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith(":")) {
            comments.add(line);
        } else if (line.startsWith("id: ")) {
            id = line.substring("id: ".length());
        } else if (line.startsWith("retry: ")) {
            retryMillis = Long.parseLong(line.substring("retry: ".length()));
        } else if (line.startsWith("event: ")) {
            name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            assertThat(data).as("data in one line").isNull();
            data = line.substring("data: ".length());
        }
    }

    private void dispatch() {
        if (data != null) {
            lastId = id;
            (NOTICES.contains(name) ? notices : events).add(new Event(id, name, data));
        }
        data = null;
        name = "message";
    }
}
