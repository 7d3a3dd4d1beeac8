package dev.warren.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.TerminalOutput;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Services that answer what they are told to, and the commands run against them. */
public final class FakeSuite implements AutoCloseable {

    /** The time at which every command runs. */
    public static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

    /** The one that takes events in. */
    public static final SuiteService INTAKE = SuiteService.named("intake");

    /** The AI consumer that chooses labels. */
    public static final SuiteService CLASSIFIER = SuiteService.named("classifier");

    /** The AI consumer that writes summaries. */
    public static final SuiteService SUMMARIZER = SuiteService.named("summarizer");

    private static final int UNKNOWN = 404;
    private static final int LAST = 1_000;
    /** Consumers of other kinds have nothing in these. */
    private static final String LISTS = "/v1/(features|providers|held|replays)";

    private static final String NOBODY = "http://127.0.0.1:1";

    private final Map<SuiteService, WireMockServer> services = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    /** Starts them all. */
    public FakeSuite() {
        for (SuiteService service : SuiteService.ALL) {
            WireMockServer server = new WireMockServer(options().dynamicPort());
            server.start();
            services.put(service, server);
        }
        reset();
    }

    /** From now on all know nothing, and all answer. */
    public void reset() {
        services.forEach((service, server) -> {
            server.resetAll();
            server.stubFor(any(anyUrl())
                    .atPriority(LAST + 1)
                    .willReturn(problem(UNKNOWN, "Unknown", "There is no such thing.")));
            environment.put(variable(service), server.baseUrl());
        });
        SuiteService.AI_CONSUMERS.stream()
                .filter(service -> !service.equals(CLASSIFIER) && !service.equals(SUMMARIZER))
                .forEach(service -> server(service)
                        .stubFor(get(urlPathMatching(LISTS)).atPriority(LAST).willReturn(json("{}"))));
    }

    /** The server in the service's place. */
    public WireMockServer server(SuiteService service) {
        return services.get(service);
    }

    /** What the service answers. */
    public void answer(SuiteService service, MappingBuilder question, String json) {
        server(service).stubFor(question.willReturn(json(json)));
    }

    /** The service does not answer any more. */
    public void silence(SuiteService service) {
        environment.put(variable(service), NOBODY);
    }

    /** The variables that lead to these services. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Runs a command to its end. */
    public Ran run(String... command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        TerminalOutput terminalOutput = new TerminalOutput(new PrintWriter(out), new PrintWriter(err), false);
        int code = Cli.run(command, environment, terminalOutput, Clock.fixed(NOW, ZoneOffset.UTC));
        return new Ran(code, out.toString(), err.toString());
    }

    /** A document. */
    public static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    /** A refusal. */
    public static ResponseDefinitionBuilder problem(int status, String title, String detail) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/problem+json")
                .withBody("{\"status\":%d,\"title\":\"%s\",\"detail\":\"%s\"}".formatted(status, title, detail));
    }

    @Override
    public void close() {
        services.values().forEach(WireMockServer::stop);
    }

    private static String variable(SuiteService service) {
        return "WARREN_" + service.title().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }

    /**
     * What became of a command.
     *
     * @param code its exit code
     */
    public record Ran(int code, String out, String err) {}
}
