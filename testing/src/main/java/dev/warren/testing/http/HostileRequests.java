package dev.warren.testing.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Sends what no operation can mean, and collects what was answered with anything but a success or a problem. */
final class HostileRequests {

    private static final byte[] NOTHING = new byte[0];
    private static final int MOST_KEPT = 30;
    private static final int SHOWN = 300;
    private static final Pattern INNER_WORKINGS =
            Pattern.compile("Exception|\\tat |\\b(java|javax|jakarta|com\\.fasterxml|org|io|dev\\.warren)\\.[a-z]+\\.");

    private final RawHttpClient service;
    private final FuzzValues fuzzValues;
    private final List<String> broken = new ArrayList<>();

    HostileRequests(RawHttpClient service, FuzzValues fuzzValues) {
        this.service = service;
        this.fuzzValues = fuzzValues;
    }

    /** What was answered otherwise, the first of it. */
    List<String> broken() {
        return broken;
    }

    /** Each value for each parameter, and each body. */
    void sendEach(OpenApiOperation openApiOperation) {
        String type = openApiOperation.types().isEmpty()
                ? "application/json"
                : openApiOperation.types().getFirst();
        for (String value : FuzzValues.values()) {
            if (openApiOperation.isOfOne()) {
                send(openApiOperation, openApiOperation.target(value), type, example(openApiOperation));
            }
            openApiOperation
                    .parameters()
                    .forEach(parameter -> send(
                            openApiOperation,
                            openApiOperation.target("x") + "?" + parameter + "=" + value,
                            type,
                            example(openApiOperation)));
        }
        if (!openApiOperation.isReading()) {
            openApiOperation.types().forEach(each -> FuzzValues.bodies()
                    .forEach(body -> send(openApiOperation, openApiOperation.target("x"), each, body)));
        }
    }

    /** Something of everything. */
    void sendAny(OpenApiOperation openApiOperation) {
        String type = openApiOperation.types().isEmpty()
                ? "application/json"
                : openApiOperation.types().getFirst();
        byte[] body = openApiOperation.isReading()
                ? NOTHING
                : fuzzValues.changed(openApiOperation.example(), openApiOperation.fields());
        send(
                openApiOperation,
                openApiOperation.target("x") + fuzzValues.query(openApiOperation.parameters()),
                type,
                body);
    }

    private static byte[] example(OpenApiOperation openApiOperation) {
        return openApiOperation.isReading() || openApiOperation.example().isMissingNode()
                ? NOTHING
                : openApiOperation.example().toString().getBytes(StandardCharsets.UTF_8);
    }

    private void send(OpenApiOperation openApiOperation, String target, String type, byte[] body) {
        List<String> headers = List.of("Content-Type: " + type, "If-None-Match: *", "X-Warren-User: ada");
        RawHttpResponse response = service.send(openApiOperation.method(), target, headers, body);
        boolean isError = response.status() >= 400;
        boolean isPlain =
                response.isProblem() && !INNER_WORKINGS.matcher(response.body()).find();
        boolean isFine = response.status() > 0 && response.status() < 500 && (!isError || isPlain);
        if (!isFine && broken.size() < MOST_KEPT) {
            broken.add("%s %s %s -> %s"
                    .formatted(
                            openApiOperation.method(),
                            cut(target),
                            cut(new String(body, StandardCharsets.UTF_8)),
                            cut(response.head().lines().findFirst().orElse("none") + " " + response.body())));
        }
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
    }
}
