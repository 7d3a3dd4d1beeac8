package dev.warren.modelchain.provider.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class JsonValuePickerTest {

    private final JsonValuePicker jsonValuePicker = new JsonValuePicker(Set.of("/a", "/b/c", "/d/e/f"));

    @Test
    void onlyTheWantedPlacesAreRead() {
        assertThat(in("{\"a\":1,\"x\":{\"a\":2,\"b\":{\"c\":3}},\"b\":{\"c\":\"four\",\"d\":5}}"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("/a", "1", "/b/c", "four"));
    }

    @Test
    void whatIsInAnArrayIsAtItsPlace() {
        assertThat(in("[{\"d\":[{\"e\":[{\"g\":1},{\"f\":2}]}]}]")).containsExactly(Map.entry("/d/e/f", "2"));
    }

    @Test
    void nothingIsNoValueAndWhatHasPartsIsSome() {
        assertThat(in("{\"a\":null,\"b\":{\"c\":[1,2]}}")).containsExactly(Map.entry("/b/c", "..."));
    }

    @Test
    void whatIsBeforeAFaultIsRead() {
        assertThat(in("{\"a\":1,\"b\":{\"c\":2,")).containsExactlyInAnyOrderEntriesOf(Map.of("/a", "1", "/b/c", "2"));
        assertThat(in("<html>")).isEmpty();
        assertThat(in("")).isEmpty();
        assertThat(in("\u0000")).isEmpty();
    }

    @Test
    void ofALongTextTheBeginningIsRead() {
        assertThat(in("{\"a\":\"" + "x".repeat(1_000_000) + "\"}").get("/a")).hasSize(1000);
    }

    @Test
    void aNumberOfAnySizeIsReadAsText() {
        assertThat(in("{\"x\":1e600000000,\"a\":1e600000000}")).containsEntry("/a", "1e600000000");
    }

    @Test
    void depthIsNoDanger() {
        assertThat(in("{\"a\":1,\"b\":" + "[".repeat(100_000))).containsExactly(Map.entry("/a", "1"));
    }

    private Map<String, String> in(String json) {
        return jsonValuePicker.in(json.getBytes(StandardCharsets.UTF_8));
    }
}
