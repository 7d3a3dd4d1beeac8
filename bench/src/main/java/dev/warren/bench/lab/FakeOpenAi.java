package dev.warren.bench.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenAI-compatible server that answers as it is told to, and writes a {@link ProviderBill}. One event loop, no
 * thread per request: thousands may wait for their answer at the same time.
 */
public final class FakeOpenAi implements AutoCloseable {

    /** How the server behaves. */
    public enum Behaviour {
        /** Answers with the label or a summary. */
        ANSWERS,
        /** Answers long after its caller's timeout. */
        CRAWLS,
        /** Answers 500. */
        FAILS,
        /** Takes the request and says nothing until the caller goes. */
        STALLS,
        /** Answers 200 with something that is no answer. */
        TALKS_NONSENSE,
        /** Answers every second request 200 with something that is no answer. */
        MUMBLES,
        /** Answers every second request 200 with what nobody should say: NUL, numbers without end, no end at all. */
        SAYS_ODD_THINGS,
        /** Answers 429 with {@code Retry-After: 1}. */
        ASKS_FOR_PATIENCE,
        /**
         * Of twelve requests, answers one with 401, one with 429 and one with 500, lets one wait for nothing, and lies
         * about the usage of three.
         */
        IS_ODD
    }

    /** The header in which a caller names its call. */
    public static final String CALL_ID = "X-Client-Request-Id";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "127.0.0.1";
    private static final int BACKLOG = 4_096;
    private static final int OK = 200;
    private static final Buffer PIECE = Buffer.buffer(" ".repeat(64 * 1024));
    private static final Duration CRAWL = Duration.ofSeconds(10);
    private static final int ROUND = 12;
    private static final int REASONING = 8;
    private static final int MOST_CACHED = 9;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final String name;
    private final String label;
    private final Duration latency;
    private final ProviderBill providerBill;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final int port;
    private volatile HttpServer server;
    private volatile Behaviour behaviour = Behaviour.ANSWERS;

    /** A provider that answers at once and has a bill of its own. */
    public FakeOpenAi(String label) {
        this("primary", label, Duration.ZERO, new ProviderBill(1));
    }

    /**
     * Starts serving.
     *
     * @param name what the suite calls it
     * @param label the answer to every ticket
     * @param latency how long an answer takes
     */
    public FakeOpenAi(String name, String label, Duration latency, ProviderBill providerBill) {
        this.name = name;
        this.label = label;
        this.latency = latency;
        this.providerBill = providerBill;
        this.port = listen(0);
    }

    /** What {@code WARREN_PRIMARY_URL} is set to. */
    public URI address() {
        return URI.create("http://" + HOST + ":" + port + "/v1");
    }

    /** Changes what is done with requests that arrive from now on. */
    public void behave(Behaviour next) {
        behaviour = next;
    }

    /** What was asked and answered. */
    public ProviderBill bill() {
        return providerBill;
    }

    /** How many requests wait for their answer. */
    public int open() {
        return open.get();
    }

    /** How many requests arrived. */
    public int calls() {
        return calls.get();
    }

    /** Stops serving; open connections are cut. */
    public void stop() {
        await(server.close());
    }

    /** Serves again, at the same address. */
    public void resume() {
        listen(port);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private int listen(int where) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(HOST)
                .setPort(where)
                .setReuseAddress(true)
                .setHttp2ClearTextEnabled(false)
                .setAcceptBacklog(BACKLOG);
        server = vertx.createHttpServer(options)
                .requestHandler(request -> request.bodyHandler(body -> complete(request, body)));
        return await(server.listen()).actualPort();
    }

    private void complete(HttpServerRequest http, Buffer body) {
        int number = calls.incrementAndGet();
        open.incrementAndGet();
        AtomicBoolean waits = new AtomicBoolean(true);
        http.response().endHandler(sent -> over(waits));
        String callId = http.getHeader(CALL_ID);
        ProviderBill.Line line = providerBill.open(callId == null ? "" : callId, name, request(body));
        http.response().closeHandler(gone -> {
            over(waits);
            broken(line);
        });
        switch (behaviour) {
            case ANSWERS -> answer(http, line, ProviderBill.Ending.ANSWERED, latency);
            case CRAWLS -> answer(http, line, ProviderBill.Ending.ANSWERED, latency.plus(CRAWL));
            case FAILS -> refuse(http, line, 500, "{\"error\":{\"message\":\"the model is on fire\"}}");
            case STALLS -> line.stall(); // until the caller has had enough
            case TALKS_NONSENSE -> answer(http, line, ProviderBill.Ending.NONSENSE, latency);
            case MUMBLES ->
                answer(
                        http,
                        line,
                        number % 2 == 0 ? ProviderBill.Ending.NONSENSE : ProviderBill.Ending.ANSWERED,
                        latency);
            case SAYS_ODD_THINGS -> {
                if (number % 2 == 0) {
                    sayOddThing(http, line, number / 2);
                } else {
                    answer(http, line, ProviderBill.Ending.ANSWERED, latency);
                }
            }
            case ASKS_FOR_PATIENCE -> {
                http.response().putHeader("Retry-After", "1");
                refuse(http, line, 429, "{\"error\":{\"message\":\"slow down\"}}");
            }
            case IS_ODD -> beOdd(http, line, number % ROUND);
        }
    }

    private void beOdd(HttpServerRequest http, ProviderBill.Line line, int number) {
        switch (number) {
            case 0 -> refuse(http, line, 401, "{\"error\":{\"message\":\"who are you\"}}");
            case 2 -> refuse(http, line, 429, "{\"error\":{\"message\":\"slow down\"}}");
            case 4 -> refuse(http, line, 500, "{\"error\":{\"message\":\"the model is on fire\"}}");
            case 6 -> line.stall();
            case 7, REASONING, MOST_CACHED -> vertx.setTimer(latency.toMillis() + 1, timer -> lie(http, line, number));
            default -> answer(http, line, ProviderBill.Ending.ANSWERED, latency);
        }
    }

    /** The total is true, and so is what it costs; what it is made of is not. */
    private void lie(HttpServerRequest http, ProviderBill.Line line, int number) {
        if (http.response().closed()) {
            broken(line);
            return;
        }
        BilledTokens drawn = providerBill.tokensOf(line);
        boolean isAllCached = number == MOST_CACHED;
        BilledTokens billed = isAllCached ? new BilledTokens(drawn.input(), drawn.input(), drawn.output()) : drawn;
        ObjectNode usage = isAllCached ? moreCachedThanAsked(drawn) : lessThanTheTotal(drawn, number == REASONING);
        respond(http, OK, completion(line.request(), content(line.request(), ProviderBill.Ending.ANSWERED), usage))
                .onSuccess(sent -> line.end(ProviderBill.Ending.ANSWERED, billed))
                .onFailure(gone -> broken(line));
    }

    private static ObjectNode moreCachedThanAsked(BilledTokens tokens) {
        ObjectNode usage = usage(tokens, tokens.output());
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.input() * 2);
        return usage;
    }

    private static ObjectNode lessThanTheTotal(BilledTokens tokens, boolean isReasoningSaid) {
        int said = tokens.output() / 2;
        ObjectNode usage = usage(tokens, said);
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        if (isReasoningSaid) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.output() - said);
        }
        return usage;
    }

    private static ObjectNode usage(BilledTokens tokens, int output) {
        return JSON.createObjectNode()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", output)
                .put("total_tokens", tokens.input() + tokens.output());
    }

    private void sayOddThing(HttpServerRequest http, ProviderBill.Line line, int number) {
        switch (number % 3) {
            case 0 -> respondOddly(http, line, "{\"label\":\"%s\",\"confidence\":0.9,\"explanation\":\"\\u0000\"}");
            case 1 -> respondOddly(http, line, "{\"label\":\"%s\",\"confidence\":1e-600000000}");
            default -> sayWithoutEnd(http.response());
        }
    }

    private void respondOddly(HttpServerRequest http, ProviderBill.Line line, String content) {
        BilledTokens tokens = providerBill.tokensOf(line);
        respond(http, OK, completion(line.request(), content.formatted(label), tokens))
                .onSuccess(sent -> line.end(ProviderBill.Ending.NONSENSE, tokens))
                .onFailure(gone -> broken(line));
    }

    /** Until its caller has had enough: as much as the connection takes, and the next piece when that is gone. */
    private void sayWithoutEnd(HttpServerResponse response) {
        response.setChunked(true).putHeader("Content-Type", "application/json");
        vertx.setPeriodic(1, timer -> {
            if (response.closed()) {
                vertx.cancelTimer(timer);
            } else if (!response.writeQueueFull()) {
                response.write(PIECE);
            }
        });
    }

    /** A connection may be closed after its answer was sent, too. */
    private void over(AtomicBoolean waits) {
        if (waits.compareAndSet(true, false)) {
            open.decrementAndGet();
        }
    }

    private void answer(HttpServerRequest http, ProviderBill.Line line, ProviderBill.Ending ending, Duration after) {
        if (after.isZero()) {
            send(http, line, ending);
        } else {
            vertx.setTimer(after.toMillis(), timer -> send(http, line, ending));
        }
    }

    private void send(HttpServerRequest http, ProviderBill.Line line, ProviderBill.Ending ending) {
        if (http.response().closed()) {
            broken(line);
            return;
        }
        BilledTokens tokens = providerBill.tokensOf(line);
        respond(http, OK, completion(line.request(), content(line.request(), ending), tokens))
                .onSuccess(sent -> line.end(ending, tokens))
                .onFailure(gone -> broken(line));
    }

    private static void refuse(HttpServerRequest http, ProviderBill.Line line, int status, String body) {
        line.end(ProviderBill.Ending.REFUSED, BilledTokens.NONE);
        respond(http, status, Buffer.buffer(body));
    }

    private static void broken(ProviderBill.Line line) {
        if (line.ending() == ProviderBill.Ending.OPEN) {
            line.end(ProviderBill.Ending.BROKEN, BilledTokens.NONE);
        }
    }

    private String content(RawChatRequest request, ProviderBill.Ending ending) {
        if (ending == ProviderBill.Ending.NONSENSE) {
            return "I would rather talk about the weather.";
        }
        if (request.feature().equals(SampleTexts.DIGEST)) {
            return JSON.createObjectNode()
                    .put("summary", "A parcel was lost and is replaced.")
                    .toString();
        }
        return JSON.createObjectNode()
                .put("label", request.feature().equals(SampleTexts.SECOND) ? SampleTexts.MOOD : label)
                .put("confidence", 0.97)
                .put("explanation", "it says so")
                .toString();
    }

    private static Buffer completion(RawChatRequest request, String content, BilledTokens tokens) {
        ObjectNode usage = usage(tokens, tokens.output());
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        return completion(request, content, usage);
    }

    private static Buffer completion(RawChatRequest request, String content, ObjectNode usage) {
        ObjectNode completion = JSON.createObjectNode().put("id", "chatcmpl-1").put("object", "chat.completion");
        completion.put("created", 1_780_000_000L).put("model", request.model());
        ObjectNode choice =
                completion.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", content);
        completion.set("usage", usage);
        return Buffer.buffer(completion.toString());
    }

    private static RawChatRequest request(Buffer body) {
        try {
            return RawChatRequest.of(JSON.readTree(body.getBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Future<Void> respond(HttpServerRequest http, int status, Buffer body) {
        HttpServerResponse response = http.response();
        return response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
