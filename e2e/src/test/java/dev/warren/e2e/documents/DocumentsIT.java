package dev.warren.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of every document, run in order as they are written. Each document has a session of its own; the suite
 * is one, and has from its start what the documents say is to be saved. Who answers is chosen where a document chooses
 * it. The property {@code document} is a pattern for the names of those that are run; all of them unless it is given.
 */
class DocumentsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static TrialCheckout trialCheckout;

    @BeforeAll
    static void start() throws IOException {
        Path runs = Files.createDirectories(Path.of("target", "documents").toAbsolutePath());
        trialCheckout = new TrialCheckout(Files.createTempDirectory(runs, "run"));
        Library.documents().stream()
                .flatMap(document -> document.blocks().stream())
                .filter(codeBlock -> codeBlock.saved() && !codeBlock.choosesProviders())
                .forEach(trialCheckout::save);
        try (Shell shell = trialCheckout.shell()) {
            up(shell);
        }
    }

    @AfterAll
    static void stop() {
        trialCheckout.close();
    }

    static Stream<Document> documents() {
        String wanted = System.getProperty("document", ".*");
        return Library.documents().stream()
                .filter(document -> document.toString().matches(wanted))
                .filter(document -> document.blocks().stream().anyMatch(CodeBlock::typed));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void everyCommandWorksAsWritten(Document document) {
        List<String> failures = new ArrayList<>();
        try (Shell shell = trialCheckout.shell()) {
            up(shell);
            for (CodeBlock codeBlock : document.blocks()) {
                if (codeBlock.saved()) {
                    trialCheckout.save(codeBlock);
                } else if (codeBlock.typed() && possible(shell, codeBlock)) {
                    Command.in(codeBlock).forEach(command -> failures.addAll(failures(shell, command)));
                }
            }
        }
        assertThat(failures).as("what does not work as written").isEmpty();
    }

    /** Every document begins with a suite that is there, whatever became of the commands before. */
    private static void up(Shell shell) {
        Shell.Result up = shell.run("./warren up");
        assertThat(up.code()).as(up.toString()).isZero();
    }

    private static boolean possible(Shell shell, CodeBlock codeBlock) {
        String needs = codeBlock.remarks().get(CodeBlock.NEEDS);
        boolean possible = needs == null || shell.run(needs).code() == 0;
        if (!possible) {
            System.out.println(codeBlock.place() + " is left out, this fails here: " + needs);
        }
        return possible;
    }

    /** A command that only asks is asked again for a while: a reader is slower than this. */
    private static List<String> failures(Shell shell, Command command) {
        AtomicReference<List<String>> failures = new AtomicReference<>(tried(shell, command));
        try {
            Awaitility.await()
                    .pollInterval(PAUSE)
                    .atMost(PATIENCE)
                    .until(() -> failures.get().isEmpty() || !command.asks() || retried(shell, command, failures));
        } catch (ConditionTimeoutException e) {
            return failures.get();
        }
        return failures.get();
    }

    private static boolean retried(Shell shell, Command command, AtomicReference<List<String>> failures) {
        failures.set(tried(shell, command));
        return failures.get().isEmpty();
    }

    private static List<String> tried(Shell shell, Command command) {
        String here = trialCheckout.here(command.text());
        Shell.Result result = command.endless() ? shell.listen(here) : shell.run(here);
        return Expectation.of(command).differences(result).stream()
                .map(difference -> "%s: %s%n$ %s%n%s".formatted(command.place(), difference, here, result))
                .toList();
    }
}
