package dev.warren.modelchain;

import static dev.warren.modelchain.RawEndpoint.completion;
import static dev.warren.modelchain.RawEndpoint.quoted;

import dev.warren.modelchain.RawEndpoint.Ending;
import dev.warren.modelchain.RawEndpoint.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Whatever a server may send instead of an answer, and answers among it. */
final class AnyReplies {

    private static final String WORDS = "{\"label\":\"billing\",\"confidence\":0.9}";
    private static final List<String> STATUS = List.of(
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200",
            "HTTP/1.0 200 OK",
            "HTTP/1.1 204 No Content",
            "HTTP/1.1 302 Found",
            "HTTP/1.1 304 No",
            "HTTP/1.1 400 Bad",
            "HTTP/1.1 408 Late",
            "HTTP/1.1 429 Slow",
            "HTTP/1.1 500 Oops",
            "HTTP/1.1 999 Odd",
            "HTTP/1.1 100 Continue",
            "HTTP/9.9 2 \u00ff",
            "HTTP/1.1 -200 OK",
            "ICY 200 OK",
            "");
    private static final List<String> HEADERS = List.of(
            "content-type: application/json",
            "content-type: text/html; charset=utf-16",
            "content-type: \u0000/\u00ff",
            "content-type: multipart/form-data; boundary=x",
            "content-type: text/event-stream",
            "content-encoding: gzip",
            "content-encoding: br",
            "transfer-encoding: chunked",
            "transfer-encoding: gzip, chunked",
            "content-length: -1",
            "content-length: 99999999999999999999",
            "content-length: 0",
            "content-length: 7",
            "retry-after: -5",
            "retry-after: 99999999999",
            "retry-after: \u00ff",
            "location: http://127.0.0.1:1/",
            "location: \u00ff",
            "set-cookie: a=\u0001",
            "connection: close",
            " folded",
            "no colon",
            ":",
            "x: " + "y".repeat(20_000),
            "upgrade: h2c");
    private static final List<String> VALUES = List.of(
            "0.9",
            "1e-600000000",
            "1e600000000",
            "-1e-600000000",
            "\"1e-600000000\"",
            "0e2147483647",
            "-0",
            "01",
            "NaN",
            "Infinity",
            "9".repeat(5000),
            "0." + "3".repeat(5000),
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\"billing\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\ude00\\ud83d\"",
            "\"\uFFFF\"",
            "\"" + "x".repeat(100_000) + "\"",
            "[".repeat(5000),
            "[".repeat(900) + "]".repeat(900),
            "{\"a\":".repeat(5000));
    private static final List<String> NAMES =
            List.of("label", "confidence", "explanation", "id", "choices", "usage", "model", "\\u0000", "");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE);

    private AnyReplies() {}

    static Arbitrary<Shown> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, bodies().map(body -> new Shown(show(body), RawEndpoint.body(body)))),
                Tuple.of(10, responses()),
                Tuple.of(1, Arbitraries.of(new Shown("endless", RawEndpoint.endless()))),
                Tuple.of(1, Arbitraries.of(new Shown("trickling", RawEndpoint.trickling()))),
                Tuple.of(2, Arbitraries.of(new Shown("cut off", RawEndpoint.cutOff(WORDS)))));
    }

    private static Arbitrary<Shown> responses() {
        return Combinators.combine(
                        Arbitraries.of(STATUS),
                        Arbitraries.of(HEADERS).list().ofMaxSize(3),
                        bodies(),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of(Ending.CLOSED, Ending.CLOSED, Ending.CLOSED, Ending.OPEN))
                .as((status, headers, body, length, ending) -> {
                    String head = status + "\r\n" + String.join("\r\n", headers) + (headers.isEmpty() ? "" : "\r\n")
                            + (length ? "content-length: " + body.length + "\r\n" : "") + "\r\n";
                    ByteArrayOutputStream response = new ByteArrayOutputStream();
                    response.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
                    response.writeBytes(body);
                    return new Shown(
                            ending + " " + show(response.toByteArray()),
                            RawEndpoint.raw(response.toByteArray(), ending));
                });
    }

    private static Arbitrary<byte[]> bodies() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(6, words().map(RawEndpoint::completion)),
                                Tuple.of(4, bent(completion(WORDS))),
                                Tuple.of(2, objects())),
                        Arbitraries.of(CHARSETS))
                .as(String::getBytes);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        2,
                        Arbitraries.of(WORDS, "```json\n" + WORDS + "\n```", "Sure! " + WORDS + " {}", WORDS + WORDS)),
                Tuple.of(4, objects()),
                Tuple.of(3, bent(WORDS)),
                Tuple.of(1, Arbitraries.strings().all().ofMaxLength(50)),
                Tuple.of(1, Arbitraries.of("{".repeat(100_000), "}".repeat(100_000), "{}".repeat(50_000))));
    }

    private static Arbitrary<String> objects() {
        return Combinators.combine(Arbitraries.of(NAMES), Arbitraries.of(VALUES))
                .as((name, value) -> "\"" + name + "\":" + value)
                .list()
                .ofMaxSize(4)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    /** With some characters replaced, or the end missing. */
    private static Arbitrary<String> bent(String text) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, text.length() - 1),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(VALUES).map(value -> value.substring(0, Math.min(value.length(), 200))))
                .as((at, length, value) ->
                        text.substring(0, at) + value + text.substring(Math.min(text.length(), at + length)));
    }

    private static String show(byte[] bytes) {
        String text = new String(Arrays.copyOf(bytes, Math.min(bytes.length, 400)), StandardCharsets.ISO_8859_1);
        return quoted(text) + " of " + bytes.length + " bytes, ending with "
                + HexFormat.of().formatHex(bytes, Math.max(0, bytes.length - 16), bytes.length);
    }

    /**
     * A reply and what a person is told about it.
     *
     * @param words what it is
     * @param reply what is done
     */
    record Shown(String words, Reply reply) {

        @Override
        public String toString() {
            return words;
        }
    }
}
