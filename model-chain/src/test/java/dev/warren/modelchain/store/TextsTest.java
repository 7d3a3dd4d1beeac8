package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.Reported;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.Said;
import dev.warren.modelchain.provider.Tokens;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Call CALL = new Call(
            Optional.of("c-1"),
            "primary",
            "gpt-4o-mini",
            2,
            CallOutcome.MALFORMED,
            812,
            new Tokens(1400, 900, 400, 310, 300, true),
            new Said(
                    201,
                    "truncated",
                    new Reported(
                            "chatcmpl-1",
                            "gpt-4o-mini-2024-07-18",
                            "flex",
                            new BigDecimal("0.0000285"),
                            List.of("cached-beside-input"))));

    @Test
    void aCallIsKeptWithEverythingThatWasSaidAboutIt() {
        assertThat(Texts.calls(Texts.ofCalls(List.of(CALL)))).containsExactly(CALL);
    }

    @Test
    void aCallOfAnOlderVersionIsRead() {
        // Given
        String older = """
                [{"id":"c-1","provider":"primary","model":"m","attempt":1,"outcome":"ANSWERED","millis":5,
                  "input":100,"cachedInput":64,"output":7,"reasoning":2,"known":true}]
                """;

        // When
        List<Call> calls = Texts.calls(older);

        // Then
        assertThat(calls)
                .containsExactly(new Call(
                        Optional.of("c-1"),
                        "primary",
                        "m",
                        1,
                        CallOutcome.ANSWERED,
                        5,
                        new Tokens(100, 64, 7, 2, true),
                        Said.NOTHING));
    }

    @Test
    void anOlderVersionFindsWhatItLooksForAndNothingThatItWouldStumbleOver() {
        assertThat(Texts.ofCalls(List.of(CALL)))
                .contains("\"outcome\":\"MALFORMED\"", "\"input\":1400", "\"cachedInput\":900", "\"output\":310");
    }
}
