package dev.warren.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"t-1001", " ", "orders/7", "Straße 😀", "%FF", "\"quoted\"", "\uE000"})
    void textIsTaken(String value) {
        // When / Then
        assertThat(AttributeRules.fault(value)).isEmpty();
    }

    @Test
    void whatWouldNotBeTheSameEverywhereIsNamed() {
        // When / Then
        assertThat(AttributeRules.fault("")).contains("must not be empty");
        assertThat(AttributeRules.fault("a\0b")).contains("must hold no control characters");
        assertThat(AttributeRules.fault("a\u0085b")).contains("must hold no control characters");
        assertThat(AttributeRules.fault("eve\uD83D"))
                .contains("must hold no half of a surrogate pair, which is no character");
        assertThat(AttributeRules.fault("\uDE00\uD83D"))
                .contains("must hold no half of a surrogate pair, which is no character");
        assertThat(AttributeRules.fault("\uFFFE")).contains("must hold no noncharacters of Unicode");
        assertThat(AttributeRules.fault("\uFDD0")).contains("must hold no noncharacters of Unicode");
        assertThat(AttributeRules.fault("\uFFFD"))
                .contains("must not hold U+FFFD, which stands for bytes that were no UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"id,255", "type,255", "subject,4096", "source,512", "userid,512", "team,512"})
    void nothingIsLongerThanTheBrokerCarries(String name, int bytes) {
        // When / Then
        assertThat(AttributeRules.longest(name)).isEqualTo(bytes);
    }

    @Test
    void namesAreThoseOfCloudEvents() {
        // When / Then
        assertThat(AttributeRules.faultOfName("userid2")).isEmpty();
        assertThat(AttributeRules.faultOfName("User-Id")).isPresent();
        assertThat(AttributeRules.faultOfName("")).isPresent();
        assertThat(AttributeRules.faultOfName("a".repeat(256))).isPresent();
    }
}
