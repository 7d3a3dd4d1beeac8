package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A stand-in for models that cost money: speaks OpenAI's chat completions, knows some words, and counts every byte as a
 * token. The first part of the path says whose place it takes: below {@code /good} and {@code /spare} it is always
 * sure. Thread-safe.
 */
final class DemoModel implements AutoCloseable {

    /** What it calls itself. */
    static final String NAME = "demo-mini";

    private static final Pattern TODAY = Pattern.compile(
            "not me|right away|effective immediately|today|this morning|hours? ago|just ordered|customs|cannot sign in"
                    + "|can't log in|before it",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LATER = Pattern.compile(
            "suggestion|nice if|just wanted|thinking about|trying to decide|suitable|do you know if|too much plastic",
            Pattern.CASE_INSENSITIVE);
    private static final Duration LATENCY = Duration.ofMillis(150);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final Set<String> SURE = Set.of("good", "spare");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    /** Serves on a port of the loopback interface. */
    DemoModel(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::complete);
        server.start();
    }

    /** How often it was asked. */
    int calls() {
        return calls.get();
    }

    /** From now on, nothing is answered in this one's place. */
    void stop(String provider) {
        down.add(provider);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void complete(HttpExchange http) throws IOException {
        try (http) {
            calls.incrementAndGet();
            String provider = http.getRequestURI().getPath().split("/", -1)[1];
            JsonNode request = JSON.readTree(http.getRequestBody());
            TimeUnit.MILLISECONDS.sleep(LATENCY.toMillis());
            if (down.contains(provider)) {
                http.sendResponseHeaders(UNAVAILABLE, -1);
                return;
            }
            byte[] answer = answer(request, SURE.contains(provider)).toString().getBytes(StandardCharsets.UTF_8);
            http.getResponseHeaders().set("Content-Type", "application/json");
            http.sendResponseHeaders(OK, answer.length);
            http.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode answer(JsonNode request, boolean sure) {
        int read = 0;
        String last = "";
        for (JsonNode message : request.path("messages")) {
            last = message.path("content").asText();
            read += bytes(last);
        }
        String said = urgency(last, sure).toString();
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", "demo")
                .put("object", "chat.completion")
                .put("created", 0)
                .put("model", request.path("model").asText(NAME));
        ObjectNode choice =
                answer.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", said);
        answer.putObject("usage")
                .put("prompt_tokens", read)
                .put("completion_tokens", bytes(said))
                .put("total_tokens", read + bytes(said));
        return answer;
    }

    private static JsonNode urgency(String text, boolean sure) {
        boolean today = TODAY.matcher(text).find();
        boolean later = !today && LATER.matcher(text).find();
        return JSON.createObjectNode()
                .put("label", today ? "today" : later ? "later" : "this-week")
                .put("confidence", sure ? 0.97 : today || later ? 0.9 : 0.6)
                .put("explanation", "It knows a few words.");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
