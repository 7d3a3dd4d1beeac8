package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.bench.lab.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A consumer that the launcher has made is built as it is, its tests pass, and everything agrees with the list of
 * services.
 */
class NewConsumerIT {

    private static final int MINUTES = 10;
    private static final Path ROOT = Checkout.root();
    private static final Set<String> LEFT_OUT = Set.of(".git", ".warren", "config", "node_modules");
    private static final Set<String> COMPILED = Set.of("classes", "test-classes");

    @TempDir
    private Path checkout;

    @Test
    void whatTheLauncherMakesWorks() throws Exception {
        // Given
        Files.walkFileTree(ROOT, new Copy());

        // When
        String said = run("./warren new consumer tried-out");
        String built = run("""
                source <(sed -e '/^cd "/d' -e '/^main "/d' warren) && find_maven
                "$maven" -B -o -Dquick -Dmaven.compiler.useIncrementalCompilation=false %s -am -pl suite,services/tried-out test \\
                  -Dtest='dev.warren.triedout.*Test,GeneratedFilesTest' -Dsurefire.failIfNoSpecifiedTests=false""".formatted(localRepository()));

        // Then
        assertThat(said).contains("Made services/tried-out", "infra/services.yaml", "pom.xml");
        assertThat(built)
                .contains("Running dev.warren.triedout.TriedOutTest")
                .contains("Running dev.warren.suite.GeneratedFilesTest")
                .contains("BUILD SUCCESS");
    }

    /** What the program says, which ends well. */
    private String run(String script) throws IOException, InterruptedException {
        Path said = checkout.resolve("said");
        ProcessBuilder program = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        program.environment().put("WARREN_STATE", checkout.resolve(".warren").toString());
        Process process = program.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0).as(() -> read(said)).isTrue();
        return read(said);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever has been downloaded for this build suffices for that one. */
    private static String localRepository() {
        return Optional.ofNullable(System.getProperty("maven.repo.local"))
                .map("-Dmaven.repo.local=%s"::formatted)
                .orElse("");
    }

    /** The checkout with what was compiled, which is not compiled again: times stay as they are. */
    private final class Copy extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            String name = directory.getFileName().toString();
            boolean built = directory.getParent().endsWith("target") && !COMPILED.contains(name);
            if (built || LEFT_OUT.contains(name)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(checkout.resolve(ROOT.relativize(directory)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!file.getParent().endsWith("target")) {
                Files.copy(file, checkout.resolve(ROOT.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
