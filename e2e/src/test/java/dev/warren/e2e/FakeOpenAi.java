package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenAI-compatible server that answers as it is told to, and counts. */
final class FakeOpenAi implements AutoCloseable {

    /** The tokens that every answer reports. */
    static final int INPUT_TOKENS = 120;

    /** The tokens of the request that every answer reports as cached. */
    static final int CACHED_TOKENS = 20;

    /** The tokens that every answer reports for itself. */
    static final int OUTPUT_TOKENS = 12;

    /** How the server behaves. */
    enum Behaviour {
        /** Answers with the label. */
        ANSWERS,
        /** Answers 500. */
        FAILS,
        /** Takes the request and says nothing until the server is closed. */
        STALLS,
        /** Answers 200 with something that is no answer. */
        TALKS_NONSENSE
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final String label;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour behaviour = Behaviour.ANSWERS;

    FakeOpenAi(String label) {
        this.label = label;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/chat/completions", this::complete);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** What {@code WARREN_PRIMARY_URL} is set to. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    /** How many requests arrived. */
    int calls() {
        return calls.get();
    }

    /** How many of them were answered with a label. */
    int answers() {
        return answers.get();
    }

    /** Stops serving; open connections are cut. */
    void stop() {
        closed.countDown();
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }

    private void complete(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        switch (behaviour) {
            case ANSWERS -> {
                answers.incrementAndGet();
                respond(exchange, 200, completion(request, answer()));
            }
            case FAILS -> respond(exchange, 500, "{\"error\":{\"message\":\"the model is on fire\"}}");
            case STALLS -> stall(exchange);
            case TALKS_NONSENSE ->
                respond(exchange, 200, completion(request, "I would rather talk about the weather."));
        }
    }

    private void stall(HttpExchange exchange) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private String answer() {
        return JSON.createObjectNode()
                .put("label", label)
                .put("confidence", 0.97)
                .put("explanation", "it says so")
                .toString();
    }

    private static String completion(JsonNode request, String content) {
        ObjectNode completion = JSON.createObjectNode().put("id", "chatcmpl-1").put("object", "chat.completion");
        completion
                .put("created", 1_780_000_000L)
                .put("model", request.path("model").asText());
        ObjectNode choice =
                completion.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", content);
        ObjectNode usage = completion.putObject("usage");
        usage.put("prompt_tokens", INPUT_TOKENS).put("completion_tokens", OUTPUT_TOKENS);
        usage.put("total_tokens", INPUT_TOKENS + OUTPUT_TOKENS);
        usage.putObject("prompt_tokens_details").put("cached_tokens", CACHED_TOKENS);
        return completion.toString();
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
