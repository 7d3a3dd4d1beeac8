package dev.warren.modelchain.provider.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ModelOutputReaderTest {

    record Said(String label, BigDecimal confidence) {}

    private static final Said SAID = new Said("billing", new BigDecimal("0.90"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\":\"billing\",\"confidence\":0.90}",
                " {\"label\":\"billing\",\"confidence\":\"0.90\",\"because\":{\"of\":[1]}}\n",
                "```json\n{\"label\":\"billing\",\"confidence\":0.90}\n```",
                "<think>{billing} or {refund}?</think>{\"label\":\"billing\",\"confidence\":0.90}",
            })
    void theRecordIsAllOfTheWordsOrTheLastObjectAmongThem(String words) {
        assertThat(ModelOutputReader.as(Said.class, words)).contains(SAID);
    }

    @Test
    void aLineBreakInAStringNeedsNoEscape() {
        assertThat(ModelOutputReader.as(Said.class, "{\"label\":\"a\nb\"}")).contains(new Said("a\nb", null));
    }

    @ParameterizedTest
    @MethodSource
    void anythingElseIsNoRecordAtOnce(String words) {
        assertThat(ModelOutputReader.as(Said.class, words)).isEmpty();
    }

    static Stream<String> anythingElseIsNoRecordAtOnce() {
        return Stream.of(
                null,
                "",
                "null",
                "billing",
                "[]",
                "{\"label\":\"a\",\"label\":\"b\"}",
                "{\"label\":\"\\u0000\"}",
                "{\"label\":\"\\ud83d\"}",
                "{\"confidence\":1e-600000000}",
                "{\"confidence\":\"1e-600000000\"}",
                "{\"confidence\":" + "9".repeat(100_000) + "}",
                "{\"label\":" + "[".repeat(100_000),
                "{}".repeat(90_000) + "}",
                "}".repeat(190_000),
                "{\"label\":\"" + "x".repeat(4_000_000) + "\"}");
    }
}
