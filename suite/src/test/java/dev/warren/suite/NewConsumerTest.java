package dev.warren.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewConsumerTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> SHARED =
            List.of("pom.xml", "infra/services.yaml", "settings/pom.xml", "dead-letters/pom.xml");

    @TempDir
    private Path checkout;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectories(checkout.resolve("infra/java"));
        Files.createDirectories(checkout.resolve("infra/rabbitmq"));
        Files.createDirectories(checkout.resolve("infra/launcher"));
        try (Stream<Path> template = Files.walk(ROOT.resolve("templates"))) {
            for (Path file : template.filter(Files::isRegularFile).toList()) {
                copy(ROOT.relativize(file).toString());
            }
        }
        for (String file : SHARED) {
            copy(file);
        }
    }

    @Test
    void aConsumerIsMadeUnderItsNameWithTheNextPortAndEverythingAgrees() throws Exception {
        int highest = ServiceList.packaged().services().stream()
                .mapToInt(ListedService::port)
                .max()
                .orElseThrow();

        String said = new NewConsumer(checkout).make("tried-out", false);

        ListedService made = ServiceList.of(checkout).named("tried-out");
        assertThat(made.isAiConsumer()).isTrue();
        assertThat(made.port()).isEqualTo(highest + 1);
        assertThat(GeneratedFiles.of(checkout).outdated()).isEmpty();
        assertThat(said)
                .contains(
                        "Made services/tried-out",
                        "infra/rabbitmq/definitions.json",
                        "./warren test -pl services/tried-out");
        Path service = checkout.resolve("services/tried-out");
        assertThat(service.resolve("src/main/java/dev/warren/triedout/TriedOutSkill.java"))
                .content()
                .contains("package dev.warren.triedout;", "class TriedOutSkill", "\"tried-out\"");
        assertThat(service.resolve("src/main/resources/application.yaml"))
                .content()
                .contains("name: tried-out", "port: " + made.port(), "port: " + (made.port() + 1000));
        assertThat(contents(service)).doesNotContainIgnoringCase("newcomer");
    }

    @Test
    void aSecondOneFollowsTheFirst() throws Exception {
        new NewConsumer(checkout).make("tried-out", false);

        new NewConsumer(checkout).make("tried-again", false);

        ServiceList list = ServiceList.of(checkout);
        assertThat(list.aiConsumers()).endsWith("tried-out", "tried-again");
        assertThat(list.named("tried-again").port())
                .isEqualTo(list.named("tried-out").port() + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Spam          | is no name for a service",
                "spam_filter   | is no name for a service",
                "../spam       | is no name for a service",
                "producer      | the word means something else",
                "switch        | the word means something else",
                "summarizer    | is a service already",
                "summa-rizer   | would have the package of summarizer",
                "settings      | would have the package of settings",
                "deadletters   | would have the package of dead-letters",
                "half-made     | services/half-made is there: remove it"
            })
    void aNameThatCannotBeUsedIsRefusedAndNothingIsWritten(String name, String why) throws Exception {
        Files.createDirectories(checkout.resolve("services/half-made"));
        String before = contents(checkout);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NewConsumer(checkout).make(name, false))
                .withMessageContaining("'" + name + "' ")
                .withMessageContaining(why);

        assertThat(contents(checkout)).isEqualTo(before);
    }

    @Test
    void aDryRunOnlySaysWhatWouldBeMade() throws Exception {
        String before = contents(checkout);

        String said = new NewConsumer(checkout).make("tried-out", true);

        assertThat(said).startsWith("Would make").contains("services/tried-out/pom.xml");
        assertThat(contents(checkout)).isEqualTo(before);
    }

    private void copy(String file) throws IOException {
        Files.createDirectories(checkout.resolve(file).getParent());
        Files.copy(ROOT.resolve(file), checkout.resolve(file));
    }

    private static String contents(Path directory) throws IOException {
        StringBuilder contents = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.append(directory.relativize(file)).append('\n').append(Files.readString(file));
            }
        }
        return contents.toString();
    }
}
