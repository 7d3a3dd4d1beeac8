package dev.warren.intake.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Requests that are nearly right in every way there is, and some that are not at all. */
final class HttpRequests {

    private static final String[] NAMES = {
        "id", "source", "type", "time", "subject", "dataschema", "datacontenttype", "userid", "team", "data",
        "data_base64", "specversion", "extra", "Extra", "schemaurl", "datacontentencoding", "", "a-b", "ü", "\\ud83d"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "7",
        "-0",
        "1e400",
        "1E+5",
        "1.10",
        "0.0000001",
        "-1e-999",
        "1e99999999999",
        "1e-99999999999",
        "12345678901234567890.123456789",
        "99999999999999999999",
        "2147483648",
        "NaN",
        "[]",
        "{}",
        "[[[[1]]]]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":[1,\"x\"]}}",
        "\"\"",
        "\" \"",
        "\"text\"",
        "\"\\u0000\"",
        "\"\\ud83d\"",
        "\"\\ude00\\ud83d\"",
        "\"\\uD83D\\uDE00\"",
        "\"😀ü\"",
        "\"\\ufffe\"",
        "\"\\ufffd\"",
        "\"dev.warren.x\"",
        "\"2026-11-20T10:00:00.100+01:00\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"https://example.com/s?a=b#c\"",
        "\"%zz\"",
        "\"application/vnd.a-v2+json\"",
        "\"text/plain\"",
        "\"a/b/c\"",
        "\"" + "x".repeat(255) + "\"",
        "\"" + "é".repeat(128) + "\"",
        "9".repeat(1001),
        "[".repeat(40) + "]".repeat(40),
        "[".repeat(1200) + "]".repeat(1200),
        "\"" + "😀".repeat(20_000) + "\"",
        "{\"\\u0000\":\"\\u2028</script>\"}"
    };
    private static final String[] HEADER_VALUES = {
        "",
        "a",
        "t-1",
        "/shop",
        "1.0",
        "0.3",
        "\"q\"",
        "\"q\\\"q\"",
        "\"",
        "%FF",
        "%C0%80",
        "%C3%BC",
        "%F0%9F%98%80",
        "%",
        "%2",
        "%00",
        "Ã¼",
        "\u00FF",
        "a\tb",
        "a%0d%0ab",
        "a\u0000b",
        "2026-11-20T10:00:00Z",
        "+1",
        "x".repeat(300),
        "a, b",
        "dev.warren.x",
        "null",
        "[1]",
        ";",
        "../..",
        "\u007F"
    };
    private static final String[] CONTENT_TYPES = {
        "application/cloudevents+json",
        "application/cloudevents-batch+json",
        "application/json",
        "Application/CloudEvents+JSON ; charset=UTF-8",
        "application/cloudevents+json;charset=utf-16",
        "application/vnd.a.b-c+json;x=\"y;z\"",
        "application/cloudevents+xml",
        "text/json",
        "*/*",
        "a",
        "/",
        ";",
        "",
        "application/json, text/plain",
        "application/json;charset=\"",
        "\u00FC/\u00FC",
        "application/json;q=x;;="
    };
    private static final String[] OTHERS = {
        "content-encoding: gzip",
        "content-encoding: br",
        "content-encoding: gzip, gzip",
        "content-encoding:",
        "content-encoding: \u00FC",
        "accept: text/html",
        "accept: application/json;q=x",
        "accept: ,;/",
        "accept:",
        "accept: application/problem+json",
        "accept-charset: x",
        "expect: x",
        "ce-data: 1",
        "ce-: 1",
        "ce-A: 1",
        "ce-a_b: 1",
        "ce-datacontenttype: a/b",
        "ce-id: again",
        "content-type: text/plain",
        "traceparent: 00-x-y-z",
        "range: bytes=0-1",
        "accept-language: ---",
        "accept-encoding: *;q=0",
        "x: \u0000",
        "no colon",
        ": no name",
        "cookie: =;=",
        "te: x"
    };
    private static final String[] TARGETS = {
        "/v1/events?",
        "/v1/events?a=%00",
        "/v1/events?%FF=%",
        "/v1/events?a=%zz&&==",
        "/v1/events?" + "a=b&".repeat(500),
        "/v1/events/",
        "/v1/events%00",
        "/v1/%2e%2e/v1/events",
        "/v1//events",
        "/v1/events;a=b",
        "/v1/events#a",
        "/%",
        "*",
        "http://other/v1/events",
        "/v1/events?a= b",
        "/v1/events?\u00FC",
        "/v1/nothing"
    };
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_NOISE = 300;

    private HttpRequests() {}

    static Arbitrary<RawRequest> any() {
        Arbitrary<RawRequest> structured = Combinators.combine(event(), changes(), others(), target())
                .as((event, changes, others, target) ->
                        request(target, "application/cloudevents+json", List.of(), others, changed(event, changes)));
        Arbitrary<RawRequest> batch = Combinators.combine(event().list().ofMaxSize(6), changes(), others(), target())
                .as((events, changes, others, target) -> request(
                        target,
                        "application/cloudevents-batch+json",
                        List.of(),
                        others,
                        changed("[" + String.join(",", events) + "]", changes)));
        Arbitrary<RawRequest> binary = Combinators.combine(
                        attributes(), Arbitraries.of(VALUES), changes(), type("application/json"), others(), target())
                .as((attributes, data, changes, type, others, target) ->
                        request(target, type, attributes, others, changed(data, changes)));
        Arbitrary<RawRequest> noise = Combinators.combine(
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(LONGEST_NOISE),
                        attributes(),
                        type("application/json"),
                        others(),
                        target())
                .as((bytes, attributes, type, others, target) -> request(target, type, attributes, others, bytes));
        return Arbitraries.frequencyOf(
                Tuple.of(4, structured), Tuple.of(2, batch), Tuple.of(4, binary), Tuple.of(1, noise));
    }

    /** Right but for a few members, which are put in place of, or beside, the right ones. */
    private static Arbitrary<String> event() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000_000),
                        Combinators.combine(Arbitraries.of(NAMES), Arbitraries.of(VALUES))
                                .as((name, value) -> List.of(name, value))
                                .list()
                                .ofMaxSize(3))
                .as(HttpRequests::event);
    }

    private static String event(int id, List<List<String>> members) {
        List<String> parts = new ArrayList<>();
        List<List<String>> right = List.of(
                List.of("specversion", "\"1.0\""),
                List.of("id", "\"f-" + id + "\""),
                List.of("source", "\"/shop\""),
                List.of("type", "\"ticket.created\""));
        for (List<String> member : right) {
            if (members.stream().noneMatch(other -> other.getFirst().equals(member.getFirst()))) {
                parts.add("\"" + member.getFirst() + "\":" + member.getLast());
            }
        }
        members.forEach(member -> parts.add("\"" + member.getFirst() + "\":" + member.getLast()));
        return "{" + String.join(",", parts) + "}";
    }

    private static Arbitrary<List<String>> attributes() {
        return Combinators.combine(
                        Arbitraries.of("id", "source", "type", "specversion", "time", "subject", "userid", "extra", ""),
                        Arbitraries.of(HEADER_VALUES),
                        Arbitraries.integers().between(0, 2))
                .as((name, value, times) -> {
                    List<String> headers = new ArrayList<>(List.of(
                            "ce-specversion: 1.0", "ce-id: f-b", "ce-source: /shop", "ce-type: ticket.created"));
                    if (times > 0) {
                        headers.removeIf(header -> header.startsWith("ce-" + name + ":"));
                        headers.add("ce-" + name + ": " + value);
                    }
                    return headers;
                });
    }

    private static Arbitrary<String> type(String usual) {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(usual)), Tuple.of(1, Arbitraries.of(CONTENT_TYPES)));
    }

    private static Arbitrary<List<String>> others() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(List.of())),
                Tuple.of(1, Arbitraries.of(OTHERS).list().ofMinSize(1).ofMaxSize(2)));
    }

    private static Arbitrary<String> target() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just("/v1/events")), Tuple.of(1, Arbitraries.of(TARGETS)));
    }

    /** Which byte becomes what; none most of the time. */
    private static Arbitrary<List<List<Integer>>> changes() {
        Arbitrary<List<Integer>> change =
                Arbitraries.integers().between(0, Short.MAX_VALUE).list().ofSize(2);
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(List.of())),
                Tuple.of(1, change.list().ofMaxSize(MOST_CHANGES)));
    }

    private static byte[] changed(String text, List<List<Integer>> changes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (List<Integer> change : changes) {
            if (bytes.length == 0) {
                return bytes;
            }
            int place = change.getFirst() % bytes.length;
            int what = change.getLast();
            if (what % 8 == 0) {
                bytes = Arrays.copyOf(bytes, place);
            } else {
                bytes[place] = (byte) what;
            }
        }
        return bytes;
    }

    private static RawRequest request(
            String target, String type, List<String> attributes, List<String> others, byte[] body) {
        List<String> headers = new ArrayList<>(attributes);
        headers.add("content-type: " + type);
        headers.addAll(others);
        boolean packed = others.contains("content-encoding: gzip") && body.length % 2 == 0;
        return new RawRequest(target, headers, packed ? gzip(body) : body);
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
