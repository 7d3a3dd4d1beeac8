package dev.warren.aiconsumer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.badRequest;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.Map;

/** An OpenAI-compatible server behind {@code primary}, which is the only provider; put into the test's field. */
public final class FakeEndpoint implements QuarkusTestResourceLifecycleManager {

    /** What an answer costs, input and output. */
    public static final int TOKENS = 112;

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .asynchronousResponseEnabled(true));

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of(
                "warren.providers", "primary",
                "warren.primary.url", "http://127.0.0.1:" + server.port() + "/v1",
                "warren.primary.model", "gpt-4o-mini",
                "warren.primary.max-output-tokens", "100",
                "warren.primary.max-retries", "0",
                "warren.primary.breaker-volume", "1000");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeEndpoint.class));
    }

    @Override
    public void stop() {
        server.stop();
    }

    /** Forgets what it was asked, and answers everything after that time. */
    public void answers(Duration after) {
        answers("fine", after);
    }

    /** Forgets what it was asked, and says this, which is escaped for JSON. */
    public void answers(String words, Duration after) {
        server.resetAll();
        server.stubFor(post(anyUrl())
                .willReturn(okJson("""
                {"id":"c","object":"chat.completion","created":1,"model":"gpt-4o-mini",
                 "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"%s"}}],
                 "usage":{"prompt_tokens":100,"completion_tokens":12,"total_tokens":112}}
                """.formatted(words)).withFixedDelay(Math.toIntExact(after.toMillis()))));
    }

    /** Forgets what it was asked, and fails. */
    public void fails() {
        server.resetAll();
        server.stubFor(post(anyUrl()).willReturn(serverError()));
    }

    /** Forgets what it was asked, and takes no key. */
    public void refusesTheKey() {
        server.resetAll();
        server.stubFor(post(anyUrl()).willReturn(unauthorized()));
    }

    /** Forgets what it was asked, and refuses everything for good. */
    public void refuses() {
        server.resetAll();
        server.stubFor(post(anyUrl()).willReturn(badRequest()));
    }

    /** Forgets what it was asked, and answers everything with that error. */
    public void answersWith(int status, String code) {
        server.resetAll();
        server.stubFor(post(anyUrl())
                .willReturn(aResponse().withStatus(status).withBody("{\"error\":{\"code\":\"%s\"}}".formatted(code))));
    }

    /** How often it was asked about a text. */
    public int calls(String text) {
        return server.findAll(postRequestedFor(anyUrl()).withRequestBody(containing(text)))
                .size();
    }
}
