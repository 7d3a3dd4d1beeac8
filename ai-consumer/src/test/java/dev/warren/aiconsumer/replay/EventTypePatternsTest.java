package dev.warren.aiconsumer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypePatternsTest {

    @ParameterizedTest
    @CsvSource({
        "review.written, review.written, true",
        "review.written, review.edited, false",
        "review.*, review.edited, true",
        "review.edited, review.*, true",
        "review.*, ticket.*, false",
        "review.*, review.ed*, true",
        "re*, review.*, true",
        "*, ticket.created, true",
        "ticket.created, review.*, false"
    })
    void patternsOverlapIfThereCanBeATypeOfBoth(String one, String other, boolean overlap) {
        assertThat(EventTypePatterns.overlap(one, other)).isEqualTo(overlap);
    }
}
