package dev.warren.newcomer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.ReaskException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNewcomerTest {

    @Test
    void aHeadlineWithinTheLimitIsAnAnswer() {
        Answer answer = new ModelNewcomer(" Two words ").within(2);

        assertThat(answer.output()).isEqualTo(new NewcomerOutput("Two words"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n", "One two three"})
    void anEmptyHeadlineAndOneThatIsTooLongAreNone(String headline) {
        ModelNewcomer answer = new ModelNewcomer(headline);

        assertThatThrownBy(() -> answer.within(2)).isInstanceOf(ReaskException.class);
    }
}
