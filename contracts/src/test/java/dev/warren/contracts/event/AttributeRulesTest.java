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
        assertThat(AttributeRules.fault("a\0b")).contains("must not contain control characters");
        assertThat(AttributeRules.fault("a\u0085b")).contains("must not contain control characters");
        assertThat(AttributeRules.fault("eve\uD83D")).contains("must not contain an unpaired surrogate");
        assertThat(AttributeRules.fault("\uDE00\uD83D")).contains("must not contain an unpaired surrogate");
        assertThat(AttributeRules.fault("\uFFFE")).contains("must not contain Unicode noncharacters");
        assertThat(AttributeRules.fault("\uFDD0")).contains("must not contain Unicode noncharacters");
        assertThat(AttributeRules.fault("\uFFFD"))
                .contains("must not contain U+FFFD, the replacement for invalid UTF-8");
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
