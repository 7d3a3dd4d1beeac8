package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.ProviderReport;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.ResponseMetadata;
import dev.warren.modelchain.provider.TokenCounts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredJsonTest {

    private static final CallLogEntry CALL = new CallLogEntry(
            Optional.of("c-1"),
            "primary",
            "gpt-4o-mini",
            2,
            CallOutcome.MALFORMED,
            812,
            new TokenCounts(1400, 900, 400, 310, 300, true),
            new ResponseMetadata(
                    201,
                    "truncated",
                    new ProviderReport(
                            "chatcmpl-1",
                            "gpt-4o-mini-2024-07-18",
                            "flex",
                            new BigDecimal("0.0000285"),
                            List.of("cached-beside-input"))));

    @Test
    void aCallIsKeptWithEverythingThatWasSaidAboutIt() {
        assertThat(StoredJson.calls(StoredJson.ofCalls(List.of(CALL)))).containsExactly(CALL);
    }

    @Test
    void bodiesAreKeptToTheLetterAndNotAsTextWithinText() {
        // Given
        List<OutboundMessage> messages = List.of(
                message("{ \"a\" :1.50,\t\"b\":\"\\u00fc \uD83D\uDE00 \\\" \\n\", \"c\":[{}, [] ] }"), message("{}"));

        // When
        String kept = StoredJson.ofMessages(messages);

        // Then
        assertThat(StoredJson.completed(kept).messages()).isEqualTo(messages);
        assertThat(kept).contains(messages.getFirst().body());
    }

    @Test
    void messagesOfAnOlderVersionAreRead() {
        // Given
        String older = """
                [{"exchange":"usage","routingKey":"k","id":"m-1","body":"{\\"a\\": 1}"}]
                """;

        // When / Then
        assertThat(StoredJson.completed(older).messages()).containsExactly(message("{\"a\": 1}"));
    }

    @Test
    void aCallOfAnOlderVersionIsRead() {
        // Given
        String older = """
                [{"id":"c-1","provider":"primary","model":"m","attempt":1,"outcome":"ANSWERED","millis":5,
                  "input":100,"cachedInput":64,"output":7,"reasoning":2,"known":true}]
                """;

        // When
        List<CallLogEntry> calls = StoredJson.calls(older);

        // Then
        assertThat(calls)
                .containsExactly(new CallLogEntry(
                        Optional.of("c-1"),
                        "primary",
                        "m",
                        1,
                        CallOutcome.ANSWERED,
                        5,
                        new TokenCounts(100, 64, 7, 2, true),
                        ResponseMetadata.NOTHING));
    }

    @Test
    void anOlderVersionFindsWhatItLooksForAndNothingThatItWouldStumbleOver() {
        assertThat(StoredJson.ofCalls(List.of(CALL)))
                .contains("\"outcome\":\"MALFORMED\"", "\"input\":1400", "\"cachedInput\":900", "\"output\":310");
    }

    private static OutboundMessage message(String body) {
        return new OutboundMessage("usage", "k", "m-1", body);
    }
}
