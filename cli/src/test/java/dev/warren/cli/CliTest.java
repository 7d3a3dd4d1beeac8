package dev.warren.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.TerminalOutput;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
    void wrongUsageIsOneSentenceThatLeadsToTheHelp(String command) {
        // When
        int code = run(Map.of(), command.split(" "));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("warren: ").endsWith(" --help.\n").hasLineCount(1);
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
        assertThat(out.toString()).startsWith("Usage: ./warren").contains("Exit codes: 0 done");
    }

    @Test
    void theExitCodesAreThoseOfTheLauncher() throws Exception {
        // When
        Process launcher =
                new ProcessBuilder("bash", "-c", "source ../infra/launcher/help.sh; print_exit_codes").start();

        // Then
        assertThat(launcher.inputReader().readAllAsString()).isEqualTo(ExitCode.CODES + "\n");
        assertThat(codesIn(Files.readString(Path.of("../docs/cli.md")).replaceAll("(?m)^(?!\\| [0-9]).*$", "")))
                .containsExactlyInAnyOrderElementsOf(codesIn(ExitCode.CODES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead list", "dead discard --all --note x", "replays", "budget list", "spend rebuild"})
    void withoutASuiteItIsSaidOnceThatNothingRuns(String command) {
        // When
        int code = run(Map.of(), command.split(" "));

        // Then
        assertThat(code).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(err.toString())
                .startsWith("warren: no service is running; start them with ./warren up")
                .hasLineCount(1);
    }

    @Test
    void aWrongVariableIsNamed() {
        // When
        int code = run(Map.of("WARREN_NOTIFIER_URL", "nowhere"), "replays");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("WARREN_NOTIFIER_URL is 'nowhere'");
    }

    private static List<String> codesIn(String text) {
        return Pattern.compile("(?<![\\w.])\\d+(?=[ ,])")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private int run(Map<String, String> environment, String... command) {
        TerminalOutput terminalOutput = new TerminalOutput(new PrintWriter(out), new PrintWriter(err), false);
        return Cli.run(command, environment, terminalOutput, Clock.systemUTC());
    }
}
