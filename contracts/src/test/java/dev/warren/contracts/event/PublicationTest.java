package dev.warren.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {

    private static final Instant ACCEPTED = Instant.parse("2026-11-20T10:00:00.123Z");

    @Test
    void knowsWhenItWasAcceptedAndIsReadAsItWasWritten() {
        // Given
        Publication publication = Publication.at(ACCEPTED);

        // When
        Optional<Publication> read = Publication.read(publication.toString());

        // Then
        assertThat(read).contains(publication);
        assertThat(publication.at()).isEqualTo(ACCEPTED);
        assertThat(publication.id().variant()).isEqualTo(2);
    }

    @Test
    void aLaterOneIsGreaterAndTwoOfOneMomentDiffer() {
        assertThat(Publication.at(ACCEPTED).toString())
                .isLessThan(Publication.at(ACCEPTED.plusMillis(1)).toString());
        assertThat(Publication.at(ACCEPTED)).isNotEqualTo(Publication.at(ACCEPTED));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "1b1e6910-3300-3892-9f9b-48b87a984f40"})
    void anythingElseIsNone(String header) {
        assertThat(Publication.read(header)).isEmpty();
    }
}
