package dev.warren.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPatternTest {

    @ParameterizedTest
    @CsvSource({
        "#, '', true",
        "#, a.b.c, true",
        "ticket.#, ticket, true",
        "ticket.#, ticket.created.eu, true",
        "ticket.#, tickets.created, false",
        "ticket.*, ticket.created, true",
        "ticket.*, ticket, false",
        "ticket.*, ticket.created.eu, false",
        "*.created, ticket.created, true",
        "#.eu, eu, true",
        "#.eu, ticket.created.eu, true",
        "#.eu, ticket.created.us, false",
        "a.#.z, a.z, true",
        "a.#.z, a.b.c.z, true",
        "a.#.*, a, false",
        "a.b, a.b, true",
        "a.b, a.b., false",
        "'', '', true",
        "'', a, false"
    })
    void matchesAsTheBrokerDoes(String pattern, String routingKey, boolean expected) {
        // When / Then
        assertThat(new TopicPattern(pattern).matches(routingKey)).isEqualTo(expected);
    }
}
