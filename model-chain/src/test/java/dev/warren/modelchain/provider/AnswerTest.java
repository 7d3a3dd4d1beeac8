package dev.warren.modelchain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void anExplanationHasAnEndAndNoHalfCharacters() {
        assertThat(new Answer(null, "😀".repeat(2000)).explanation()).isEqualTo("😀".repeat(2000));
        assertThat(new Answer(null, "😀".repeat(1_000_000)).explanation()).isEqualTo("😀".repeat(1999) + "…");
        assertThat(new Answer(null, null).explanation()).isNull();
    }
}
