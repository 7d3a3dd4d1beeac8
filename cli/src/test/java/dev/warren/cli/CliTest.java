package dev.warren.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xyzzy",
                "dead",
                "dead replay",
                "dead replay --all --feature f",
                "dead replay k-1 --all",
                "dead discard --all",
                "dead list --service nobody",
                "replay --feature f",
                "replay --from 1h",
                "replay --feature f --from yesterday",
                "replay --feature f --from 1h --budget 1 --max-tokens 5",
                "replay abort"
            })
    void wrongUsageIsExplainedAndNothingIsAsked(String command) {
        // When
        int code = run(Map.of(), command.split(" "));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: ./warren");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "dead --help", "dead list -h", "dead replay --help", "replay -h", "replays --help"})
    void everyCommandHasHelp(String command) {
        // When
        int code = run(Map.of(), command.split(" "));

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("Usage: ./warren");
    }

    @Test
    void aWrongVariableIsNamed() {
        // When
        int code = run(Map.of("WARREN_NOTIFIER_URL", "nowhere"), "replays");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("WARREN_NOTIFIER_URL is 'nowhere'");
    }

    private int run(Map<String, String> environment, String... command) {
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err), false);
        return Cli.run(command, environment, screen, Clock.systemUTC());
    }
}
