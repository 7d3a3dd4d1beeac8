package dev.warren.intake.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Messages as anybody may send them: every type of AMQP in every place, and bodies that are nearly events. */
final class AnyMessages {

    private static final String EVENT = """
            {"specversion":"1.0","id":"e-1","source":"/fuzz","type":"fuzz.happened","userid":"u","data":{"a":1}}""";
    private static final int LONGEST_WORD = 60;

    /** One of them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record AnyMessage(String key, byte[] body, BasicProperties properties) {}

    private AnyMessages() {}

    static Arbitrary<AnyMessage> all() {
        return Combinators.combine(keys(), bodies(), properties()).as(AnyMessage::new);
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.oneOf(Arbitraries.of("plain.x", "ticket.new", ""), words());
    }

    private static Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        return Arbitraries.frequencyOf(
                Tuple.of(3, bytes),
                Tuple.of(4, Arbitraries.just(utf8(EVENT))),
                Tuple.of(4, mutated()),
                Tuple.of(3, texts().map(AnyMessages::utf8)),
                Tuple.of(1, Arbitraries.integers().between(0, 1_200_000).map(byte[]::new)));
    }

    /** An event with a few bytes changed. */
    private static Arbitrary<byte[]> mutated() {
        return Combinators.combine(
                        Arbitraries.integers()
                                .between(0, EVENT.length() - 1)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        Arbitraries.bytes())
                .as((places, value) -> {
                    byte[] body = utf8(EVENT);
                    places.forEach(place -> body[place] = value);
                    return body;
                });
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of(
                "",
                "null",
                "1e99999999999",
                "9".repeat(5000),
                "[".repeat(3000),
                "[".repeat(900) + "]".repeat(900),
                EVENT.replace("{\"a\":1}", "1e99999999999"),
                EVENT.replace("{\"a\":1}", "[".repeat(2000) + "]".repeat(2000)),
                EVENT.replace("\"u\"", "\"eve\\ud83d\""),
                EVENT.replace("\"u\"", "\"\\u0000\""),
                EVENT.replace("e-1", "x".repeat(300)),
                EVENT.replace("/fuzz", "%zz"),
                EVENT.replace("\"userid\"", "\"time\"").replace("\"u\"", "\"999999999-01-01T00:00:00Z\""),
                EVENT.replace("{\"a\":1}", "{\"a\":1,\"a\":2}"),
                "[" + EVENT + "]");
    }

    private static Arbitrary<BasicProperties> properties() {
        return Combinators.combine(
                        Arbitraries.of(
                                "application/cloudevents+json",
                                "application/cloudevents+json; charset=utf-16",
                                "application/cloudevents-batch+json",
                                "application/json",
                                "text/plain",
                                ";;;",
                                ""),
                        Arbitraries.of("gzip", "utf-16", "identity", "", "no-such")
                                .injectNull(0.5),
                        headers(),
                        words().injectNull(0.3),
                        Arbitraries.longs().map(Date::new).injectNull(0.3),
                        Arbitraries.integers().between(0, 255).injectNull(0.5),
                        Arbitraries.of("1", "600000", "999999").injectNull(0.8))
                .as((type, encoding, headers, word, time, priority, expiration) -> new BasicProperties.Builder()
                        .contentType(type)
                        .contentEncoding(encoding)
                        .headers(headers)
                        .messageId(word)
                        .correlationId(word)
                        .replyTo(word)
                        .type(word)
                        .appId(word)
                        .clusterId(word)
                        .timestamp(time)
                        .priority(priority)
                        .expiration(expiration)
                        .deliveryMode(2)
                        .build());
    }

    private static Arbitrary<Map<String, Object>> headers() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of(
                        "cloudEvents:specversion",
                        "cloudEvents:id",
                        "cloudEvents:source",
                        "cloudEvents:type",
                        "cloudEvents_time",
                        "cloudEvents:data",
                        "cloudEvents:",
                        "CLOUDEVENTS:ID",
                        "traceparent",
                        "tracestate",
                        "baggage",
                        "x-warren-attempt",
                        "x-warren-pending",
                        "x-warren-original-exchange",
                        "x-warren-reason",
                        "x-death",
                        "x-delivery-count"),
                words());
        Arbitrary<Object> attributes = Arbitraries.of("1.0", "/fuzz", "fuzz.happened", "e-1");
        return Arbitraries.maps(names, Arbitraries.oneOf(values(3), attributes))
                .ofMaxSize(12)
                .map(HashMap::new);
    }

    private static Arbitrary<Object> values(int depth) {
        List<Arbitrary<Object>> kinds = new ArrayList<>(List.of(
                Arbitraries.just(null),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.bytes().asGeneric(),
                Arbitraries.shorts().asGeneric(),
                Arbitraries.integers().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.floats().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.integers()
                        .map(unscaled -> new BigDecimal(BigInteger.valueOf(unscaled), 2))
                        .asGeneric(),
                Arbitraries.longs().map(Date::new).asGeneric(),
                words().asGeneric(),
                Arbitraries.integers().between(0, 9000).map("x"::repeat).asGeneric(),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).asGeneric(),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMaxSize(40)
                        .map(LongStringHelper::asLongString)
                        .asGeneric()));
        if (depth > 0) {
            kinds.add(values(depth - 1).list().ofMaxSize(4).asGeneric());
            kinds.add(Arbitraries.maps(words(), values(depth - 1)).ofMaxSize(4).asGeneric());
        }
        return Arbitraries.oneOf(kinds);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().ofMaxLength(LONGEST_WORD);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
