package dev.warren.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the notifier's stream and notes when each event's result arrives. */
final class StreamFollower implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(StreamFollower.class.getName());
    private static final Pattern EVENT = Pattern.compile("\"event\":\\{[^}]*\"id\":\"([^\"]+)\"");

    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /** Returns when the stream is open. */
    StreamFollower(URI notifier) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(notifier.resolve("/v1/stream?type=dev.warren.result.*"))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<java.util.stream.Stream<String>> response = http.send(request, BodyHandlers.ofLines());
        Thread.ofPlatform().daemon().name("stream").start(() -> read(response.body()));
    }

    /** When the results of events arrived, by the events' ids, in {@link System#nanoTime()}. */
    Map<String, Long> arrived() {
        return arrived;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** Until it is closed. */
    private void read(java.util.stream.Stream<String> lines) {
        try {
            note(lines);
        } catch (UncheckedIOException e) {
            LOG.log(Level.DEBUG, "stream ended", e);
        }
    }

    private void note(java.util.stream.Stream<String> lines) {
        lines.filter(line -> line.startsWith("data")).forEach(line -> {
            long now = System.nanoTime();
            Matcher matcher = EVENT.matcher(line);
            if (matcher.find()) {
                arrived.putIfAbsent(matcher.group(1), now);
            }
        });
    }
}
