package dev.warren.testing.http;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.testing.LoggedErrors;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What holds for every operation of every service, whatever it is: a page of somebody else gets nothing done. A service
 * has a test that inherits these; an operation that is added to its OpenAPI document is among them by itself.
 */
public abstract class GuardedService {

    private static final Duration FUZZING = Duration.ofSeconds(10);
    private static final List<String> SINGLE_HEADERS = List.of(
            "Authorization: Bearer x",
            "Content-Encoding: identity",
            "Content-Type: application/json",
            "Idempotency-Key: x",
            "If-Match: *",
            "If-None-Match: *",
            "Last-Event-ID: start",
            "Origin: http://localhost",
            "Sec-Fetch-Dest: document",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Site: none",
            "X-Warren-User: ada");
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final List<String> TYPES_OF_FORMS = List.of(
            "Content-Type: text/plain",
            "Content-Type: text/plain; charset=utf-8, application/json",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: TEXT/PLAIN;application/json",
            "Content-Type: json",
            "Content-Type:",
            "X-No-Content-Type: 1");

    @TestHTTPResource("/")
    URI address;

    @TestHTTPResource(value = "/", management = true)
    URI managementAddress;

    private RawHttpClient service;
    private RawHttpClient management;
    private List<OpenApiOperation> operations;

    @BeforeEach
    void readDocument() {
        service = new RawHttpClient(address);
        management = new RawHttpClient(managementAddress);
        operations = OpenApi.of(service);
        assertThat(operations).isNotEmpty();
    }

    @Test
    void aHostThatNobodyNamedIsRefusedByEveryOperation() {
        refusedEverywhere(421, "Host: rebound.example:8081");
        refusedEverywhere(421, "Host: localhost.example");
        refusedEverywhere(400, "Host: " + service.host() + "\r\nHost: rebound.example");
    }

    @Test
    void aForeignOriginIsRefusedByEveryOperation() {
        refusedEverywhere(403, "Origin: https://foreign.example");
        refusedEverywhere(403, "Origin: null");
        refusedEverywhere(403, "Origin: http://" + service.host() + ".foreign.example");
    }

    @Test
    void whatABrowserSendsForAnotherSiteIsRefusedByEveryOperation() {
        refusedEverywhere(403, "Sec-Fetch-Site: cross-site");
        refusedEverywhere(403, "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image");
        refusedEverywhere(403, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe");
    }

    @Test
    void whatAFormCanSendChangesNothing() {
        // Given
        List<String> before = everythingThatIsShown();

        // When
        SoftAssertions softly = new SoftAssertions();
        for (OpenApiOperation openApiOperation : operations) {
            TYPES_OF_FORMS.stream()
                    .filter(type -> !openApiOperation.isReading())
                    .filter(type -> !openApiOperation.method().equals("DELETE") || !type.startsWith("X-"))
                    .forEach(type -> {
                        check(softly, service, openApiOperation, 415, type, BODY);
                        check(softly, service, openApiOperation, 415, type, NOTHING);
                    });
        }

        // Then
        softly.assertAll();
        assertThat(everythingThatIsShown()).isEqualTo(before);
    }

    @Test
    void aTypeThatNoOperationNamesIsRefused() {
        SoftAssertions softly = new SoftAssertions();
        operations.stream()
                .filter(openApiOperation -> !openApiOperation.isReading())
                .filter(openApiOperation -> !openApiOperation.method().equals("DELETE"))
                .forEach(openApiOperation ->
                        check(softly, service, openApiOperation, 415, "Content-Type: application/x-warren", BODY));
        softly.assertAll();
    }

    @Test
    void pathsMethodsAndAnswersThatThereAreNotAreProblems() {
        SoftAssertions softly = new SoftAssertions();
        String type = "Content-Type: application/json\r\n";
        check(softly, service, OpenApiOperation.of("GET", "/v1/xyzzy"), 404, "Accept: */*", NOTHING);
        check(softly, service, OpenApiOperation.of("POST", "/xyzzy"), 404, type + "Accept: */*", BODY);
        readable().forEach(each -> {
            OpenApiOperation patch = OpenApiOperation.of("PATCH", each.path());
            check(softly, service, patch, 405, type + "Accept: */*", BODY);
        });
        readable().forEach(each -> check(softly, service, each, 406, "Accept: application/x-warren", NOTHING));
        softly.assertAll();
    }

    @Test
    void aParameterThatAnOperationDoesNotKnowIsNamedAsAFault() {
        refusedByName("xyzzy", "xyzzy=1", each -> true);
    }

    @Test
    void aParameterThatIsThereTwiceIsNamedAsAFault() {
        operations.stream()
                .flatMap(openApiOperation -> openApiOperation.single().stream())
                .distinct()
                .forEach(name -> refusedByName(
                        name, name + "=1&" + name + "=2", each -> each.single().contains(name)));
    }

    @Test
    void aHeaderThatIsThereTwiceIsRefusedByItsName() {
        SoftAssertions softly = new SoftAssertions();
        for (String header : SINGLE_HEADERS) {
            String name = header.substring(0, header.indexOf(':'));
            for (OpenApiOperation openApiOperation : operations) {
                List<String> headers =
                        List.of("Content-Type: application/json", header, name.toLowerCase(ROOT) + ": x");
                RawHttpResponse response =
                        service.send(openApiOperation.method(), openApiOperation.target("x"), headers, BODY);
                softly.assertThat(response.status())
                        .as("%s %s: %s", openApiOperation, header, response)
                        .isEqualTo(400);
                softly.assertThat(response.body()).as("%s", openApiOperation).contains("\"detail\":\"" + name + " ");
            }
        }
        softly.assertAll();
    }

    @Test
    void aPackedBodyThatNobodyUnpacksIsRefused() {
        SoftAssertions softly = new SoftAssertions();
        operations.stream().filter(each -> !each.types().isEmpty()).forEach(openApiOperation -> {
            String type = "Content-Type: " + openApiOperation.types().getFirst() + "\r\nContent-Encoding: ";
            check(softly, service, openApiOperation, 415, type + "br", BODY);
            if (!isUnpacked(openApiOperation)) {
                check(softly, service, openApiOperation, 415, type + "gzip", BODY);
            }
        });
        softly.assertAll();
    }

    /** Whether an operation takes bodies that gzip has packed. */
    protected boolean isUnpacked(OpenApiOperation openApiOperation) {
        return false;
    }

    @Test
    void aBodyThatIsLargerThanAnyIsRefusedBeforeItComes() {
        SoftAssertions softly = new SoftAssertions();
        operations.stream().filter(each -> !each.isReading()).forEach(openApiOperation -> {
            RawHttpResponse response = sent(
                    service,
                    "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 2000000000\r\nConnection: close\r\n\r\n"
                            .formatted(openApiOperation.method(), openApiOperation.target("x"), service.host()));
            softly.assertThat(response.status())
                    .as("%s: %s", openApiOperation, response)
                    .isEqualTo(413);
            softly.assertThat(response.isProblem())
                    .as("%s: %s", openApiOperation, response)
                    .isTrue();
        });
        softly.assertAll();
    }

    @Test
    void whatABrowserAsksBeforeARequestIsGuardedToo() {
        String preflight = "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type";
        SoftAssertions softly = new SoftAssertions();
        for (OpenApiOperation openApiOperation : operations) {
            OpenApiOperation options = OpenApiOperation.of("OPTIONS", openApiOperation.path());
            refusedPreflight(softly, service, options, 403, "Origin: https://foreign.example" + preflight);
            refusedPreflight(softly, service, options, 403, "Origin: null" + preflight);
            refusedPreflight(softly, service, options, 421, "Host: rebound.example" + preflight);
            refusedPreflight(
                    softly,
                    service,
                    options,
                    421,
                    "Host: rebound.example\r\nOrigin: http://rebound.example" + preflight);
        }
        for (String path : List.of("/q/health", "/q/metrics")) {
            OpenApiOperation options = OpenApiOperation.of("OPTIONS", path);
            refusedPreflight(softly, management, options, 403, "Origin: https://foreign.example" + preflight);
            refusedPreflight(
                    softly,
                    management,
                    options,
                    421,
                    "Host: rebound.example\r\nOrigin: http://rebound.example" + preflight);
        }
        softly.assertAll();
    }

    private static void refusedPreflight(
            SoftAssertions softly, RawHttpClient port, OpenApiOperation openApiOperation, int status, String headers) {
        check(softly, port, openApiOperation, status, headers, NOTHING);
        RawHttpResponse response =
                port.send(openApiOperation.method(), openApiOperation.target("x"), List.of(headers), NOTHING);
        softly.assertThat(response.head().toLowerCase(ROOT))
                .as("%s", openApiOperation)
                .doesNotContain("access-control-allow");
    }

    @Test
    void linksToWhatIsShownWork() {
        SoftAssertions softly = new SoftAssertions();
        for (OpenApiOperation openApiOperation : readable()) {
            RawHttpResponse response = service.send(
                    openApiOperation.method(),
                    openApiOperation.path(),
                    List.of("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"),
                    NOTHING);
            softly.assertThat(response.status()).as("%s", openApiOperation).isNotEqualTo(403);
        }
        softly.assertAll();
    }

    @Test
    void theManagementPortIsGuardedToo() {
        OpenApiOperation health = OpenApiOperation.of("GET", "/q/health/live");
        SoftAssertions softly = new SoftAssertions();
        check(softly, management, health, 421, "Host: rebound.example", NOTHING);
        check(softly, management, health, 403, "Origin: https://foreign.example", NOTHING);
        check(softly, management, health, 403, "Sec-Fetch-Site: cross-site", NOTHING);
        softly.assertAll();
        assertThat(management
                        .send("GET", health.path(), List.of("Host: 10.1.2.3:9081"), NOTHING)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatNoOperationCanMeanIsNamedAsAFaultAndNothingElseHappens() {
        long seed = System.nanoTime();
        FuzzValues fuzzValues = new FuzzValues(seed);
        HostileRequests hostileRequests = new HostileRequests(service, fuzzValues);
        operations.stream().filter(this::isFuzzed).forEach(hostileRequests::sendEach);
        Instant end = Instant.now().plus(FUZZING);
        while (Instant.now().isBefore(end)) {
            operations.stream().filter(this::isFuzzed).forEach(hostileRequests::sendAny);
        }
        assertThat(hostileRequests.broken()).as("seed %d", seed).isEmpty();
    }

    /**
     * Whether an operation gets what it cannot mean here; those that answer with a stream, or that another test fuzzes,
     * do not.
     */
    protected boolean isFuzzed(OpenApiOperation openApiOperation) {
        return !isStream(openApiOperation);
    }

    @Test
    void aClientThatGoesOnWithHttp2IsAnswered() throws IOException, InterruptedException {
        for (URI port : List.of(address, managementAddress)) {
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest request =
                        HttpRequest.newBuilder(port.resolve("/q/health/live")).build();
                assertThat(client.send(request, BodyHandlers.ofString()).version())
                        .isEqualTo(HttpClient.Version.HTTP_2);
            }
        }
    }

    @Test
    void whatIsNoHttpIsAnsweredWithAProblem() {
        for (RawHttpClient port : List.of(service, management)) {
            assertProblem(400, sent(port, "GET / NOTHTTP\r\n\r\n"));
            assertProblem(400, sent(port, "GET / HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n\r\n"));
            assertProblem(400, sent(port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"));
            assertProblem(414, sent(port, "GET /?" + "x".repeat(40_000) + " HTTP/1.1\r\n\r\n"));
            assertProblem(431, sent(port, "GET / HTTP/1.1\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"));
        }
    }

    @Test
    void aRequestThatTricklesInIsEnded() {
        // Given
        String probe = "GET /q/health/live HTTP/1.1\r\n" + headOfALargeBody(management);

        // When
        CompletableFuture<RawHttpResponse> silence =
                CompletableFuture.supplyAsync(() -> sent(service, ""), Thread::startVirtualThread);
        CompletableFuture<RawHttpResponse> slowHead = trickling(service, "POST /v1/events HTTP/1.1\r\nX: ");
        CompletableFuture<RawHttpResponse> slowProbe = trickling(management, "GET /q/health/live HTTP/1.1\r\nX: ");
        CompletableFuture<RawHttpResponse> slowProbeBody = trickling(management, probe);

        // Then
        assertThat(silence.join().status()).isZero();
        assertThat(slowHead.join().status()).isZero();
        assertThat(slowProbe.join().status()).isZero();
        assertThat(slowProbeBody.join().status()).isEqualTo(200);
    }

    @Test
    void aBodyThatNeverComesWholeIsNoErrorOfTheService() {
        try (LoggedErrors errors = LoggedErrors.listen()) {
            // When
            CompletableFuture<RawHttpResponse> slow = trickling(service, changeWithALargeBody());
            service.breakOff(changeWithALargeBody() + "{");

            // Then
            assertProblem(408, slow.join());
            errors.assertNone();
        }
    }

    private String changeWithALargeBody() {
        OpenApiOperation changing = operations.stream()
                .filter(openApiOperation -> openApiOperation.types().contains("application/json"))
                .findFirst()
                .orElseThrow();
        return changing.method() + " " + changing.target("x") + " HTTP/1.1\r\n" + headOfALargeBody(service);
    }

    private static String headOfALargeBody(RawHttpClient port) {
        return "Host: %s\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n".formatted(port.host());
    }

    private static CompletableFuture<RawHttpResponse> trickling(RawHttpClient service, String beginning) {
        return CompletableFuture.supplyAsync(() -> service.trickle(beginning), Thread::startVirtualThread);
    }

    private static RawHttpResponse sent(RawHttpClient service, String head) {
        return service.send(head.getBytes(StandardCharsets.ISO_8859_1), NOTHING);
    }

    private static void assertProblem(int status, RawHttpResponse response) {
        assertThat(response.status()).as("%s", response).isEqualTo(status);
        assertThat(response.isProblem()).as("%s", response).isTrue();
    }

    private void refusedEverywhere(int status, String header) {
        SoftAssertions softly = new SoftAssertions();
        for (OpenApiOperation openApiOperation : operations) {
            check(softly, service, openApiOperation, status, header + "\r\nContent-Type: application/json", BODY);
        }
        softly.assertAll();
    }

    /** Those that answer with a stream say it in that. */
    private void refusedByName(String parameter, String query, Predicate<OpenApiOperation> where) {
        SoftAssertions softly = new SoftAssertions();
        operations.stream().filter(where).filter(each -> !isStream(each)).forEach(openApiOperation -> {
            String type = openApiOperation.types().stream().findFirst().orElse("application/json");
            String target = openApiOperation.target("x") + "?" + query;
            RawHttpResponse response =
                    service.send(openApiOperation.method(), target, List.of("Content-Type: " + type), BODY);
            softly.assertThat(response.status())
                    .as("%s?%s: %s", openApiOperation, query, response)
                    .isEqualTo(400);
            softly.assertThat(response.body())
                    .as("%s?%s", openApiOperation, query)
                    .contains("\"field\":\"" + parameter + "\"");
            softly.assertThat(response.isProblem())
                    .as("%s?%s: %s", openApiOperation, query, response)
                    .isTrue();
        });
        softly.assertAll();
    }

    private static void check(
            SoftAssertions softly,
            RawHttpClient service,
            OpenApiOperation openApiOperation,
            int status,
            String header,
            byte[] body) {
        RawHttpResponse response =
                service.send(openApiOperation.method(), openApiOperation.target("x"), List.of(header), body);
        String what = openApiOperation + " with " + header + ": " + response;
        softly.assertThat(response.status()).as("%s", what).isEqualTo(status);
        softly.assertThat(response.isProblem()).as("%s", what).isTrue();
    }

    /** What every operation shows, without the time at which it was asked. */
    private List<String> everythingThatIsShown() {
        List<String> shown = new ArrayList<>();
        readable()
                .forEach(openApiOperation -> shown.add(service.send("GET", openApiOperation.path(), List.of(), NOTHING)
                        .body()
                        .replaceAll("\"asOf\":\"[^\"]*\"", "\"asOf\":\"\"")));
        return shown;
    }

    private List<OpenApiOperation> readable() {
        return operations.stream()
                .filter(openApiOperation ->
                        openApiOperation.isReading() && !openApiOperation.isOfOne() && !isStream(openApiOperation))
                .toList();
    }

    private static boolean isStream(OpenApiOperation openApiOperation) {
        return openApiOperation.path().endsWith("/stream");
    }
}
