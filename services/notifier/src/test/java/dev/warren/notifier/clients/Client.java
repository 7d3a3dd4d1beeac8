package dev.warren.notifier.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.RetryDelayStrategy;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program that follows a stream, and tells of each result its summary, and "gap" and "gave up" where it meets with
 * that.
 */
interface Client extends AutoCloseable {

    Path FILES = Path.of("src/test/clients");

    @Override
    void close();

    /** The Java library that the demo uses, as it comes. */
    static Client okhttp(URI stream, Consumer<String> told) {
        EventSource.Builder source = new EventSource.Builder(ConnectStrategy.http(stream))
                .retryDelayStrategy(RetryDelayStrategy.defaultStrategy().maxDelay(100, TimeUnit.MILLISECONDS));
        BackgroundEventSource following = new BackgroundEventSource.Builder(new Told(told), source).build();
        following.start();
        return following::close;
    }

    /** The package of the same name for Node. */
    static Client eventsource(URI stream, Path directory, Consumer<String> told) throws IOException {
        return program(
                told, new ProcessBuilder("node", directory.resolve("follow.js").toString(), stream.toString()));
    }

    /** A shell script, as the guide has it. */
    static Client curl(URI stream, Consumer<String> told) throws IOException {
        return program(
                line -> told.accept(summary(line)),
                new ProcessBuilder("../../samples/subscribe/follow.sh", stream.toString()));
    }

    /** A browser, with a page that tells what it gets to where it comes from. */
    static Client browser(String browser, URI stream, Path profile, Consumer<String> told) throws IOException {
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext(
                "/follow.html", exchange -> answer(exchange, Files.readAllBytes(FILES.resolve("follow.html"))));
        pages.createContext("/told", exchange -> {
            told.accept(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, new byte[0]);
        });
        pages.start();
        String page = "http://127.0.0.1:" + pages.getAddress().getPort() + "/follow.html?stream="
                + URLEncoder.encode(stream.toString(), StandardCharsets.UTF_8);
        Client program = program(
                line -> {},
                new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        page));
        return () -> {
            program.close();
            pages.stop(0);
        };
    }

    /** The first of some programs that this machine has. */
    static Optional<String> installed(String... names) {
        return Stream.of(names)
                .filter(name -> Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name))))
                .findFirst();
    }

    private static Client program(Consumer<String> told, ProcessBuilder command) throws IOException {
        Process process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread.ofVirtual().start(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(told);
            } catch (IOException | UncheckedIOException e) {
                // the program has ended
            }
        });
        return () -> {
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(handle -> handle.onExit().join());
        };
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String summary(String data) {
        try {
            return new ObjectMapper().readTree(data).at("/data/output/summary").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the Java library calls. */
    record Told(Consumer<String> told) implements BackgroundEventHandler {

        @Override
        public void onMessage(String event, MessageEvent message) {
            switch (event) {
                case "result" -> told.accept(summary(message.getData()));
                case "gap" -> told.accept(event);
                default -> {}
            }
        }

        @Override
        public void onOpen() {}

        @Override
        public void onClosed() {}

        @Override
        public void onComment(String comment) {}

        @Override
        public void onError(Throwable fault) {}
    }
}
