package dev.warren.extractor;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;

import com.fasterxml.jackson.databind.node.TextNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** An OpenAI-compatible server behind {@code primary}, which is the only provider; put into the test's field. */
public final class FakeModel implements QuarkusTestResourceLifecycleManager {

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of(
                "warren.providers", "primary",
                "warren.primary.url", "http://127.0.0.1:" + server.port() + "/v1",
                "warren.primary.model", "fake",
                "warren.primary.retry-delay", "5ms",
                "warren.primary.retry-jitter", "1ms",
                "warren.primary.breaker-volume", "1000",
                "warren.outage.max-wait", "0s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeModel.class));
    }

    @Override
    public void stop() {
        server.stop();
    }

    /** With these contents, one after the other. */
    void answers(String... contents) {
        server.resetAll();
        String state = Scenario.STARTED;
        for (int i = 0; i < contents.length; i++) {
            String next = i + 1 < contents.length ? "answer " + i : state;
            server.stubFor(post(anyUrl())
                    .inScenario("answers")
                    .whenScenarioStateIs(state)
                    .willSetStateTo(next)
                    .willReturn(okJson("""
                            {"id":"c","object":"chat.completion","created":1,"model":"fake",
                             "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":%s}}],
                             "usage":{"prompt_tokens":300,"completion_tokens":12,"total_tokens":312}}
                            """.formatted(TextNode.valueOf(contents[i])))));
            state = next;
        }
    }

    /** The request that holds the words, once it is in the journal. */
    String request(String words) {
        return Awaitility.await()
                .until(
                        () -> requests().stream()
                                .filter(request -> request.contains(words))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    List<String> requests() {
        return server.findAll(postRequestedFor(anyUrl())).stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }
}
