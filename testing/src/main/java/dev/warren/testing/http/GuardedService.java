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

    private RawHttp service;
    private RawHttp management;
    private List<Operation> operations;

    @BeforeEach
    void readDocument() {
        service = new RawHttp(address);
        management = new RawHttp(managementAddress);
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
        for (Operation operation : operations) {
            TYPES_OF_FORMS.stream()
                    .filter(type -> !operation.isReading())
                    .filter(type -> !operation.method().equals("DELETE") || !type.startsWith("X-"))
                    .forEach(type -> {
                        check(softly, service, operation, 415, type, BODY);
                        check(softly, service, operation, 415, type, NOTHING);
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
                .filter(operation -> !operation.isReading())
                .filter(operation -> !operation.method().equals("DELETE"))
                .forEach(operation ->
                        check(softly, service, operation, 415, "Content-Type: application/x-warren", BODY));
        softly.assertAll();
    }

    @Test
    void aParameterThatAnOperationDoesNotKnowIsNamedAsAFault() {
        refusedByName("xyzzy", "xyzzy=1", each -> true);
    }

    @Test
    void aParameterThatIsThereTwiceIsNamedAsAFault() {
        operations.stream()
                .flatMap(operation -> operation.single().stream())
                .distinct()
                .forEach(name -> refusedByName(
                        name, name + "=1&" + name + "=2", each -> each.single().contains(name)));
    }

    @Test
    void aHeaderThatIsThereTwiceIsRefusedByItsName() {
        SoftAssertions softly = new SoftAssertions();
        for (String header : SINGLE_HEADERS) {
            String name = header.substring(0, header.indexOf(':'));
            for (Operation operation : operations) {
                List<String> headers =
                        List.of("Content-Type: application/json", header, name.toLowerCase(ROOT) + ": x");
                Answer answer = service.send(operation.method(), operation.target("x"), headers, BODY);
                softly.assertThat(answer.status())
                        .as("%s %s: %s", operation, header, answer)
                        .isEqualTo(400);
                softly.assertThat(answer.body()).as("%s", operation).contains("\"detail\":\"" + name + " ");
            }
        }
        softly.assertAll();
    }

    @Test
    void aPackedBodyThatNobodyUnpacksIsRefused() {
        SoftAssertions softly = new SoftAssertions();
        operations.stream().filter(each -> !each.types().isEmpty()).forEach(operation -> {
            String type = "Content-Type: " + operation.types().getFirst() + "\r\nContent-Encoding: ";
            check(softly, service, operation, 415, type + "br", BODY);
            if (!isUnpacked(operation)) {
                check(softly, service, operation, 415, type + "gzip", BODY);
            }
        });
        softly.assertAll();
    }

    /** Whether an operation takes bodies that gzip has packed. */
    protected boolean isUnpacked(Operation operation) {
        return false;
    }

    @Test
    void aBodyThatIsLargerThanAnyIsRefusedBeforeItComes() {
        SoftAssertions softly = new SoftAssertions();
        operations.stream().filter(each -> !each.isReading()).forEach(operation -> {
            Answer answer = sent(
                    service,
                    "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 2000000000\r\nConnection: close\r\n\r\n"
                            .formatted(operation.method(), operation.target("x"), service.host()));
            softly.assertThat(answer.status()).as("%s: %s", operation, answer).isEqualTo(413);
            softly.assertThat(answer.isProblem())
                    .as("%s: %s", operation, answer)
                    .isTrue();
        });
        softly.assertAll();
    }

    @Test
    void whatABrowserAsksBeforeARequestIsGuardedToo() {
        String preflight = "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type";
        SoftAssertions softly = new SoftAssertions();
        for (Operation operation : operations) {
            Operation options = Operation.of("OPTIONS", operation.path());
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
            Operation options = Operation.of("OPTIONS", path);
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
            SoftAssertions softly, RawHttp port, Operation operation, int status, String headers) {
        check(softly, port, operation, status, headers, NOTHING);
        Answer answer = port.send(operation.method(), operation.target("x"), List.of(headers), NOTHING);
        softly.assertThat(answer.head().toLowerCase(ROOT)).as("%s", operation).doesNotContain("access-control-allow");
    }

    @Test
    void linksToWhatIsShownWork() {
        SoftAssertions softly = new SoftAssertions();
        for (Operation operation : readable()) {
            Answer answer = service.send(
                    operation.method(),
                    operation.path(),
                    List.of("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"),
                    NOTHING);
            softly.assertThat(answer.status()).as("%s", operation).isNotEqualTo(403);
        }
        softly.assertAll();
    }

    @Test
    void theManagementPortIsGuardedToo() {
        Operation health = Operation.of("GET", "/q/health/live");
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
        Fuzz fuzz = new Fuzz(seed);
        Hostile hostile = new Hostile(service, fuzz);
        operations.stream().filter(this::isFuzzed).forEach(hostile::sendEach);
        Instant end = Instant.now().plus(FUZZING);
        while (Instant.now().isBefore(end)) {
            operations.stream().filter(this::isFuzzed).forEach(hostile::sendAny);
        }
        assertThat(hostile.broken()).as("seed %d", seed).isEmpty();
    }

    /**
     * Whether an operation gets what it cannot mean here; those that answer with a stream, or that another test fuzzes,
     * do not.
     */
    protected boolean isFuzzed(Operation operation) {
        return !isStream(operation);
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
        for (RawHttp port : List.of(service, management)) {
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
        CompletableFuture<Answer> silence =
                CompletableFuture.supplyAsync(() -> sent(service, ""), Thread::startVirtualThread);
        CompletableFuture<Answer> slowHead = trickling(service, "POST /v1/events HTTP/1.1\r\nX: ");
        CompletableFuture<Answer> slowProbe = trickling(management, "GET /q/health/live HTTP/1.1\r\nX: ");
        CompletableFuture<Answer> slowProbeBody = trickling(management, probe);

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
            CompletableFuture<Answer> slow = trickling(service, changeWithALargeBody());
            service.breakOff(changeWithALargeBody() + "{");

            // Then
            assertProblem(408, slow.join());
            errors.assertNone();
        }
    }

    private String changeWithALargeBody() {
        Operation changing = operations.stream()
                .filter(operation -> operation.types().contains("application/json"))
                .findFirst()
                .orElseThrow();
        return changing.method() + " " + changing.target("x") + " HTTP/1.1\r\n" + headOfALargeBody(service);
    }

    private static String headOfALargeBody(RawHttp port) {
        return "Host: %s\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n".formatted(port.host());
    }

    private static CompletableFuture<Answer> trickling(RawHttp service, String beginning) {
        return CompletableFuture.supplyAsync(() -> service.trickle(beginning), Thread::startVirtualThread);
    }

    private static Answer sent(RawHttp service, String head) {
        return service.send(head.getBytes(StandardCharsets.ISO_8859_1), NOTHING);
    }

    private static void assertProblem(int status, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.isProblem()).as("%s", answer).isTrue();
    }

    private void refusedEverywhere(int status, String header) {
        SoftAssertions softly = new SoftAssertions();
        for (Operation operation : operations) {
            check(softly, service, operation, status, header + "\r\nContent-Type: application/json", BODY);
        }
        softly.assertAll();
    }

    /** Those that answer with a stream say it in that. */
    private void refusedByName(String parameter, String query, Predicate<Operation> where) {
        SoftAssertions softly = new SoftAssertions();
        operations.stream().filter(where).filter(each -> !isStream(each)).forEach(operation -> {
            String type = operation.types().stream().findFirst().orElse("application/json");
            String target = operation.target("x") + "?" + query;
            Answer answer = service.send(operation.method(), target, List.of("Content-Type: " + type), BODY);
            softly.assertThat(answer.status())
                    .as("%s?%s: %s", operation, query, answer)
                    .isEqualTo(400);
            softly.assertThat(answer.body()).as("%s?%s", operation, query).contains("\"field\":\"" + parameter + "\"");
        });
        softly.assertAll();
    }

    private static void check(
            SoftAssertions softly, RawHttp service, Operation operation, int status, String header, byte[] body) {
        Answer answer = service.send(operation.method(), operation.target("x"), List.of(header), body);
        String what = operation + " with " + header + ": " + answer;
        softly.assertThat(answer.status()).as("%s", what).isEqualTo(status);
        softly.assertThat(answer.isProblem()).as("%s", what).isTrue();
    }

    /** What every operation shows, without the time at which it was asked. */
    private List<String> everythingThatIsShown() {
        List<String> shown = new ArrayList<>();
        readable()
                .forEach(operation -> shown.add(service.send("GET", operation.path(), List.of(), NOTHING)
                        .body()
                        .replaceAll("\"asOf\":\"[^\"]*\"", "\"asOf\":\"\"")));
        return shown;
    }

    private List<Operation> readable() {
        return operations.stream()
                .filter(operation -> operation.isReading() && !operation.isOfOne() && !isStream(operation))
                .toList();
    }

    private static boolean isStream(Operation operation) {
        return operation.path().endsWith("/stream");
    }
}
