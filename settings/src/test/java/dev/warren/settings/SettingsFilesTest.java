package dev.warren.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFilesTest {

    @TempDir
    private Path directory;

    @Test
    void everyKeyHasItsFileAndLine() throws IOException {
        SettingsFiles files = read("""
                warren:
                  amqp:
                    delays: [5s, 1m]
                    prefetch: 3
                """);

        assertThat(files.faults()).isEmpty();
        assertThat(files.keys())
                .containsExactlyInAnyOrder("warren.amqp.delays[0]", "warren.amqp.delays[1]", "warren.amqp.prefetch");
        assertThat(files.located("warren.amqp.prefetch must be at least 1"))
                .isEqualTo(directory.resolve("settings.yaml") + ", line 4: warren.amqp.prefetch must be at least 1");
        assertThat(files.located("warren.amqp.delays: no time")).contains(", line 3: ");
    }

    @Test
    void whatIsMissingIsLookedForWhereItBelongs() throws IOException {
        SettingsFiles files = read("""
                warren:
                  features:
                    a:
                      kind: summary
                """);

        assertThat(files.located("warren.features.a.text: is missing")).contains("settings.yaml, line 4: ");
        assertThat(files.located("warren.amqp.url is missing")).isEqualTo("warren.amqp.url is missing");
    }

    @Test
    void whatIsNoYamlIsAFaultWithItsLine() throws IOException {
        SettingsFiles files = read("""
                warren:
                  amqp: [1, 2
                  prefetch: 3
                """);

        assertThat(files.faults()).singleElement().asString().contains("settings.yaml, line 3: ");
    }

    @Test
    void aKeyThatIsThereTwiceHidesNothing() throws IOException {
        SettingsFiles files = read("""
                warren:
                  amqp:
                    prefetch: 3
                    prefetch: 4
                """);

        assertThat(files.faults())
                .singleElement()
                .asString()
                .endsWith("settings.yaml, line 4: warren.amqp.prefetch is repeated");
    }

    @Test
    void aFileThatIsNotThereIsAFault() {
        SettingsFiles files = SettingsFiles.read(List.of(directory.resolve("nowhere.yaml")));

        assertThat(files.faults()).singleElement().asString().endsWith("nowhere.yaml does not exist");
    }

    private SettingsFiles read(String yaml) throws IOException {
        return SettingsFiles.read(List.of(Files.writeString(directory.resolve("settings.yaml"), yaml)));
    }
}
