package dev.warren.testing.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Sends what no operation can mean, and collects what was answered with anything but a success or a problem. */
final class Hostile {

    private static final byte[] NOTHING = new byte[0];
    private static final int MOST_KEPT = 30;
    private static final int SHOWN = 300;
    private static final Pattern INNER_WORKINGS =
            Pattern.compile("Exception|\\tat |\\b(java|javax|jakarta|com\\.fasterxml|org|io|dev\\.warren)\\.[a-z]+\\.");

    private final RawHttp service;
    private final Fuzz fuzz;
    private final List<String> broken = new ArrayList<>();

    Hostile(RawHttp service, Fuzz fuzz) {
        this.service = service;
        this.fuzz = fuzz;
    }

    /** What was answered otherwise, the first of it. */
    List<String> broken() {
        return broken;
    }

    /** Each value for each parameter, and each body. */
    void sendEach(Operation operation) {
        String type = operation.types().isEmpty()
                ? "application/json"
                : operation.types().getFirst();
        for (String value : Fuzz.values()) {
            if (operation.isOfOne()) {
                send(operation, operation.target(value), type, example(operation));
            }
            operation
                    .parameters()
                    .forEach(parameter -> send(
                            operation,
                            operation.target("x") + "?" + parameter + "=" + value,
                            type,
                            example(operation)));
        }
        if (!operation.isReading()) {
            operation.types().forEach(each -> Fuzz.bodies()
                    .forEach(body -> send(operation, operation.target("x"), each, body)));
        }
    }

    /** Something of everything. */
    void sendAny(Operation operation) {
        String type = operation.types().isEmpty()
                ? "application/json"
                : operation.types().getFirst();
        byte[] body = operation.isReading() ? NOTHING : fuzz.changed(operation.example(), operation.fields());
        send(operation, operation.target("x") + fuzz.query(operation.parameters()), type, body);
    }

    private static byte[] example(Operation operation) {
        return operation.isReading() || operation.example().isMissingNode()
                ? NOTHING
                : operation.example().toString().getBytes(StandardCharsets.UTF_8);
    }

    private void send(Operation operation, String target, String type, byte[] body) {
        List<String> headers = List.of("Content-Type: " + type, "If-None-Match: *", "X-Warren-User: ada");
        Answer answer = service.send(operation.method(), target, headers, body);
        boolean isError = answer.status() >= 400;
        boolean isPlain =
                answer.isProblem() && !INNER_WORKINGS.matcher(answer.body()).find();
        boolean isFine = answer.status() > 0 && answer.status() < 500 && (!isError || isPlain);
        if (!isFine && broken.size() < MOST_KEPT) {
            broken.add("%s %s %s -> %s"
                    .formatted(
                            operation.method(),
                            cut(target),
                            cut(new String(body, StandardCharsets.UTF_8)),
                            cut(answer.head().lines().findFirst().orElse("none") + " " + answer.body())));
        }
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
    }
}
