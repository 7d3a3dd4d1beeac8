package dev.warren.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalSafeTextTest {

    @Test
    void anEventCannotControlTheTerminal() {
        assertThat(TerminalSafeText.of("a\u001b[2Jb\rc\u0007\u202Ed")).isEqualTo("a\uFFFD[2Jb\uFFFDc\uFFFD\uFFFDd");
    }

    @Test
    void textStaysAsItIs() {
        assertThat(TerminalSafeText.of("Grüße,\n\t日本 €")).isEqualTo("Grüße,\n\t日本 €");
    }
}
