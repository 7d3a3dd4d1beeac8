package dev.warren.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.93", "-1", "1e-7", "1E+999", "12345678901234567890.123456789", "1e0000000001"})
    void whatCanBeComputedWithIsReadToTheLastDigit(String text) {
        assertThat(Decimals.read(text)).isEqualTo(new BigDecimal(text));
        assertThat(Decimals.isWithinMeasure(new BigDecimal(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-600000000", "1e600000000", "0E2147483647", "1e1000", "", "x", "NaN"})
    void whatCannotIsNoNumber(String text) {
        assertThatThrownBy(() -> Decimals.read(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aNumberThatSomebodyElseReadIsMeasuredWithoutComputing() {
        assertThat(Decimals.isWithinMeasure(new BigDecimal("1e-600000000"))).isFalse();
        assertThat(Decimals.isWithinMeasure(new BigDecimal("1e600000000"))).isFalse();
        assertThat(Decimals.isWithinMeasure(new BigDecimal("9".repeat(5000)))).isFalse();
    }

    @Test
    void aPlainNumberHasNoExponentAndNoZerosAtItsEnd() {
        assertThat(Decimals.plain(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(Decimals.plain(new BigDecimal("0.0001200"))).isEqualTo("0.00012");
        assertThat(Decimals.plain(new BigDecimal("0E-9"))).isEqualTo("0");
    }
}
