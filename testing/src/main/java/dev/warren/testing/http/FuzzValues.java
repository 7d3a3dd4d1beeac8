package dev.warren.testing.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that no operation can mean, and bodies of no shape. */
final class FuzzValues {

    private static final String LONG = "x".repeat(10_000);

    /** Percent-encoded, or not as it should be. */
    private static final List<String> VALUES = List.of(
            "%00",
            "a%00b",
            "%0A%1B",
            "%FF%FE",
            "%C0%80",
            "%ED%A0%BD",
            "%EF%BF%BE",
            "%ZZ",
            "%",
            "",
            "%20",
            "-1",
            "0",
            "1e9",
            "NaN",
            "true",
            "null",
            "99999999999999999999999999",
            "2147483647",
            "2147483648",
            "999999999-01-01",
            "999999999-01-01T00:00:00Z",
            "%2B999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "9999-12-31T23:59:59-18:00",
            "0000-01-01",
            "0000-01",
            "9999-12",
            "2026-13-45",
            "2026-11-01T00:00:00.000000000000Z",
            "999999999-12-31T23:59:59Z/9223372036854775807",
            "%7B%22a%22%3A1%7D",
            "%7Bname%7D",
            "{name}",
            "%24%7Bjndi%3Aldap%7D",
            "%27%3B+drop+table+x%3B--",
            "..%2F..%2Fetc%2Fpasswd",
            "%F0%9F%98%80",
            "a;b=c",
            "%2F",
            "[]",
            LONG);

    private static final List<String> JSON_VALUES = List.of(
            "null",
            "true",
            "\"\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud83d\"",
            "\"eve\\udc00\"",
            "\"\\u001b[31m\"",
            "\"" + LONG + "\"",
            "-1",
            "0.5",
            "\"1e2147483647\"",
            "\"1e999999999\"",
            "\"-1e-999999999\"",
            "1e99999999999",
            "\"1e99999999999\"",
            "1e999999999",
            "9".repeat(5_000),
            "\"" + "9".repeat(5_000) + "\"",
            "9223372036854775808",
            "\"999999999-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59.999999999Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"2026-11-01T00:00:00Z\"",
            "[]",
            "{}",
            "[null]",
            "[\"\\u0000\"]",
            "{\"\\u0000\":1}",
            "{\"user\":\"\\u0000\"}",
            "[".repeat(3_000) + "]".repeat(3_000),
            "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000),
            "NaN",
            "\"*\"",
            "\"GBP\"",
            "\"\u00e4\"");

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "[]",
            "{}",
            "1e99999999999",
            "\"x\"",
            "{\"a\"",
            "{\"a\":1}{",
            "{\"a\":1,\"a\":2}",
            "\u0000",
            "\ufeff{}",
            "[".repeat(100_000),
            "day,model\n\u0000,\u0000\n",
            lines(
                    "provider,model,valid_from,currency,input_per_million,cached_input_per_million,output_per_million,source_note",
                    "a,b\u0000,999999999-01-01T00:00:00Z,USD,1e999999999,-1,1e99999999999,\u0000"),
            lines(
                    "provider,model,valid_from,currency,input_per_million,cached_input_per_million,output_per_million,source_note",
                    "a,b,+999999999-01-01,USD,1,1,1,x"),
            lines(
                    "day,model,input_tokens,cached_input_tokens,output_tokens,amount",
                    "999999999-01-01,m\u0000,99999999999999999999,0,1e99,1e999999999"),
            lines("day,model,input_tokens,cached_input_tokens,output_tokens,amount", "+999999999-01-01,m,1,0,1,1"),
            "{\"gpt\\u0000\":{\"litellm_provider\":\"openai\\u0000\",\"mode\":\"chat\",\"input_cost_per_token\":1e99999999999,"
                    + "\"output_cost_per_token\":1}}",
            "{\"gpt\":{\"litellm_provider\":\"openai\",\"mode\":\"chat\",\"input_cost_per_token\":1e999999999,"
                    + "\"output_cost_per_token\":1e999999999}}");

    private final Random random;

    private static String lines(String head, String line) {
        return head + "\n" + line + "\n";
    }

    FuzzValues(long seed) {
        this.random = new Random(seed);
    }

    static List<String> values() {
        return VALUES;
    }

    static List<byte[]> bodies() {
        List<byte[]> bodies = new ArrayList<>();
        BODIES.forEach(body -> bodies.add(body.getBytes(StandardCharsets.UTF_8)));
        bodies.add(new byte[] {'{', '"', (byte) 0xff, (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'});
        return bodies;
    }

    /** The object with one or two of its fields, or of the given ones, changed to what they cannot be. */
    byte[] changed(JsonNode example, List<String> fields) {
        Map<String, String> object = new LinkedHashMap<>();
        example.properties()
                .forEach(field -> object.put(field.getKey(), field.getValue().toString()));
        List<String> all =
                Stream.concat(object.keySet().stream(), fields.stream()).toList();
        for (int i = 0; i <= random.nextInt(2) && !all.isEmpty(); i++) {
            object.put(any(all), any(JSON_VALUES));
        }
        return object.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A query of some of these parameters. */
    String query(List<String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.stream().filter(parameter -> random.nextInt(3) == 0).forEach(parameter -> query.append(
                        query.isEmpty() ? '?' : '&')
                .append(parameter)
                .append('=')
                .append(any(VALUES)));
        return query.toString();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
