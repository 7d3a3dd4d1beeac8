package dev.warren.modelchain;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An OpenAI-compatible server that does what a test says, one response after the other; the last one repeats. */
final class FakeEndpoint implements AutoCloseable {

    private static final String SCENARIO = "responses";

    private static final int MOST_AT_ONCE = 120;

    private final Meeting meeting = new Meeting();
    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .containerThreads(MOST_AT_ONCE)
            .extensions(meeting));

    FakeEndpoint() {
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/v1";
    }

    void responds(ResponseDefinitionBuilder... responses) {
        server.resetAll();
        for (int i = 0; i < responses.length; i++) {
            server.stubFor(any(anyUrl())
                    .inScenario(SCENARIO)
                    .whenScenarioStateIs(state(i))
                    .willReturn(responses[i])
                    .willSetStateTo(state(Math.min(i + 1, responses.length - 1))));
        }
    }

    /** From now on, responses are held back until so many requests are there at the same time. */
    void awaits(int requests) {
        meeting.missing = new CountDownLatch(requests);
    }

    List<LoggedRequest> requests() {
        return server.findAll(com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(anyUrl()));
    }

    static ResponseDefinitionBuilder label(String label) {
        return content("{\\\"label\\\":\\\"" + label + "\\\",\\\"confidence\\\":0.9}");
    }

    /** @param content the model's words, escaped for JSON */
    static ResponseDefinitionBuilder content(String content) {
        return okJson("""
                {"id":"c-1","object":"chat.completion","created":1,"model":"fake-2026",
                 "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"%s"}}],
                 "usage":{"prompt_tokens":100,"completion_tokens":7,"total_tokens":107,
                          "prompt_tokens_details":{"cached_tokens":64},
                                "completion_tokens_details":{"reasoning_tokens":2}}}
                """.formatted(content));
    }

    static ResponseDefinitionBuilder withoutUsage(String label) {
        return okJson("""
                {"id":"c-1","object":"chat.completion","created":1,"model":"fake-2026",
                 "choices":[{"index":0,"finish_reason":"stop",
                             "message":{"role":"assistant","content":"{\\"label\\":\\"%s\\",\\"confidence\\":0.9}"}}]}
                """.formatted(label));
    }

    static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status).withBody("{\"error\":{\"message\":\"no\"}}");
    }

    static ResponseDefinitionBuilder error(int status, String code) {
        return aResponse()
                .withStatus(status)
                .withBody("{\"error\":{\"message\":\"no\",\"code\":\"%s\"}}".formatted(code));
    }

    /**
     * An answer that ends for another reason than that all is said.
     *
     * @param message what the model says, as JSON
     */
    static ResponseDefinitionBuilder ended(String reason, String message) {
        return okJson("""
                {"id":"c-1","object":"chat.completion","created":1,"model":"first",
                 "choices":[{"index":0,"finish_reason":"%s","message":%s}],
                 "usage":{"prompt_tokens":100,"completion_tokens":800,"total_tokens":900}}
                """.formatted(reason, message));
    }

    static ResponseDefinitionBuilder patience(int status, String retryAfter) {
        return status(status).withHeader("Retry-After", retryAfter);
    }

    static ResponseDefinitionBuilder garbage() {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>hello</html>");
    }

    static ResponseDefinitionBuilder brokenConnection() {
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
    }

    static ResponseDefinitionBuilder stalling() {
        return label("billing").withFixedDelay(5_000);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static String state(int i) {
        return i == 0 ? Scenario.STARTED : "after-" + i;
    }

    /** Where requests wait for each other. */
    private static final class Meeting implements ServeEventListener {

        private volatile CountDownLatch missing = new CountDownLatch(0);

        @Override
        public String getName() {
            return "meeting";
        }

        @Override
        public void beforeResponseSent(ServeEvent event, Parameters parameters) {
            missing.countDown();
            try {
                missing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
