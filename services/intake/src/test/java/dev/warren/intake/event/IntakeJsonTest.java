package dev.warren.intake.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.http.problem.Fault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "{\"a\":1,\"a\":2}", "nonsense", "{'a':1}", "\u0000"})
    void whatIsNotExactlyOneDocumentIsRefused(String text) {
        // When / Then
        assertThatThrownBy(() -> IntakeJson.read(text.getBytes(StandardCharsets.UTF_8), "body"))
                .isInstanceOfSatisfying(
                        EventRefusedException.class,
                        e -> assertThat(e.faults()).extracting(Fault::field).containsExactly("body"));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        // When / Then
        assertThatThrownBy(() -> IntakeJson.read(new byte[] {(byte) 0xC3, (byte) 0x28, 0, 1, (byte) 0xFF}, "body"))
                .isInstanceOf(EventRefusedException.class);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        // When / Then
        assertThatThrownBy(() -> IntakeJson.read("[".repeat(200_000).getBytes(StandardCharsets.UTF_8), "body"))
                .isInstanceOf(EventRefusedException.class);
    }

    @Test
    void noDigitOfANumberIsLost() {
        // When / Then
        assertThat(IntakeJson.read("[1.10,12345678901234567890.123456789]".getBytes(StandardCharsets.UTF_8), "body"))
                .hasToString("[1.10,12345678901234567890.123456789]");
    }
}
