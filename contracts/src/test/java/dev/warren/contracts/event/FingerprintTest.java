package dev.warren.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.json.PooledJson;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final String DATA = "{\"a\":1.10,\"b\":{\"c\":[1,2],\"d\":\"ü\"}}";

    @Test
    void staysTheSameForEver() {
        assertThat(Fingerprint.of(event(DATA))).isEqualTo("dcb082a3fbc7fe7456654c89c82de938");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":{\"d\":\"ü\",\"c\":[1,2]},\"a\":1.10}",
                " { \"a\" : 1.1, \"b\" : {\"c\":[1,2],\"d\":\"\\u00fc\"} } "
            })
    void theSameDataWrittenInAnotherWayIsTheSameContent(String data) {
        assertThat(Fingerprint.of(event(data))).isEqualTo(Fingerprint.of(event(DATA)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DATA,
                "[1.500,1e3,-0.0,100]",
                "{\"z\":1,\"a\":{\"z\":null,\"a\":1e400}}",
                "\"text\"",
                "17",
                "null"
            })
    void dataThatHasBeenReadIsTheSameContentAsItsBytes(String data) {
        CloudEvent read = PooledJson.read(PooledJson.write(event(data)));

        assertThat(Fingerprint.of(read)).isEqualTo(Fingerprint.of(event(data)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.1,\"b\":{\"c\":[2,1],\"d\":\"ü\"}}",
                "{\"a\":\"1.1\",\"b\":{\"c\":[1,2],\"d\":\"ü\"}}",
                "{\"a\":1.1000000000000000000001,\"b\":{\"c\":[1,2],\"d\":\"ü\"}}",
                "{\"a\":1e400,\"b\":{\"c\":[1,2],\"d\":\"ü\"}}",
                "{\"a\":1e99999999999}",
                "{\"a\":-1e-2147483650}",
                "{}",
                "",
                "no json"
            })
    void otherDataIsOtherContent(String data) {
        assertThat(Fingerprint.of(event(data))).isNotEqualTo(Fingerprint.of(event(DATA)));
    }

    @Test
    void whoItIsForAndWhatItIsCount() {
        assertThat(Fingerprint.of(event(DATA)))
                .isNotEqualTo(Fingerprint.of(with(event -> event.withType("other"))))
                .isNotEqualTo(Fingerprint.of(with(event -> event.withExtension("userid", "u-2"))))
                .isNotEqualTo(Fingerprint.of(with(event -> event.withExtension("team", "emea"))))
                .isNotEqualTo(Fingerprint.of(with(CloudEventBuilder::withoutData)));
    }

    @Test
    void whatDiffersFromOnePublicationToTheNextDoesNotCount() {
        assertThat(Fingerprint.of(with(event -> event.withTime(OffsetDateTime.parse("2026-11-20T10:00:00Z"))
                        .withExtension("traceparent", "00-" + UUID.randomUUID())
                        .withSubject("s"))))
                .isEqualTo(Fingerprint.of(event(DATA)));
    }

    private static CloudEvent with(UnaryOperator<CloudEventBuilder> change) {
        return change.apply(CloudEventBuilder.v1(event(DATA))).build();
    }

    private static CloudEvent event(String data) {
        return CloudEventBuilder.v1()
                .withId("e-1")
                .withSource(URI.create("/test"))
                .withType("t")
                .withExtension("userid", "u-1")
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
