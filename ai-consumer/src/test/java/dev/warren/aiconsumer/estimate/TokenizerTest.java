package dev.warren.aiconsumer.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenizerTest {

    private final Tokenizer tokenizer = new Tokenizer();

    @Test
    void aModelThatIsKnownHasAsManyTokensAsItsTokenizerMakes() {
        assertThat(tokenizer.most("gpt-4o-mini", "I like it")).isEqualTo(3);
        assertThat(tokenizer.most("gpt-4o-mini", 500)).isEqualTo(500);
    }

    @Test
    void aModelThatIsNotKnownHasNoMoreTokensThanBytes() {
        assertThat(tokenizer.most("llama-9", "Grüße")).isEqualTo(7);
        assertThat(tokenizer.most("llama-9", 500)).isEqualTo(2000);
    }
}
