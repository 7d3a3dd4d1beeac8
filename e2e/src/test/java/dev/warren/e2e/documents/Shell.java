package dev.warren.e2e.documents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One session of bash, as a reader has it open beside a document: what is exported, defined or changed stays. */
final class Shell implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Duration FIRST_WORDS = Duration.ofSeconds(30);
    private static final Pattern STATUS = Pattern.compile("^http-status: (\\d+)$", Pattern.MULTILINE);
    private static final String CURL = "curl() { command curl \"$@\" -w '%{stderr}\\nhttp-status: %{http_code}\\n'; }";

    private final Path notes;
    private final Process bash;
    private final BufferedReader codes;
    private int commands;

    /**
     * What became of a command.
     *
     * @param code its exit code
     * @param said what it wrote to standard output
     * @param complaints what it wrote to standard error
     */
    record Result(int code, String said, String complaints) {

        /** The statuses that curl was answered with. */
        List<Integer> statuses() {
            return STATUS.matcher(complaints)
                    .results()
                    .map(status -> Integer.valueOf(status.group(1)))
                    .toList();
        }

        @Override
        public String toString() {
            return "exit code " + code + "\n" + said + complaints;
        }
    }

    /**
     * Opens a session.
     *
     * @param directory where it is
     * @param notes a directory for what is typed and said
     * @param environment besides that of this process, without what concerns another suite
     */
    Shell(Path directory, Path notes, Map<String, String> environment) {
        this.notes = notes;
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(notes);
            bash = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        codes = bash.inputReader();
        type("set -o pipefail; " + CURL);
    }

    /** Is this all of a command, or do its quotes, pipes or parentheses go on in the next line? */
    static boolean complete(String text) {
        if (text.endsWith("\\")) {
            return false;
        }
        try {
            return new ProcessBuilder("bash", "-n", "-c", text)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Types a command and waits for its end. */
    Result run(String command) {
        Path file = write(command);
        type("source '%1$s' </dev/null >'%1$s.out' 2>'%1$s.err'; echo $?".formatted(file));
        return result(file, Integer.parseInt(line(command)));
    }

    /** Types a command that does not end by itself, waits for its first words, and stops it. */
    Result listen(String command) {
        Path file = write(command);
        type("source '%1$s' </dev/null >'%1$s.out' 2>'%1$s.err' & echo $!".formatted(file));
        ProcessHandle process = ProcessHandle.of(Long.parseLong(line(command))).orElseThrow();
        try {
            Awaitility.await()
                    .atMost(FIRST_WORDS)
                    .until(() -> Files.size(Path.of(file + ".out")) > 0 || !process.isAlive());
        } catch (ConditionTimeoutException silent) {
            return result(file, 1);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        Result result = result(file, 0);
        return result.said().isBlank() ? new Result(1, result.said(), result.complaints()) : result;
    }

    @Override
    public void close() {
        bash.descendants().forEach(ProcessHandle::destroy);
        bash.destroy();
    }

    private Path write(String command) {
        try {
            return Files.writeString(notes.resolve("%04d.sh".formatted(++commands)), command + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void type(String line) {
        try {
            Writer keyboard = bash.outputWriter();
            keyboard.write(line + "\n");
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(String command) {
        try {
            return CompletableFuture.supplyAsync(this::line).get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (Exception e) {
            close();
            throw new IllegalStateException("did not end: " + command, e);
        }
    }

    private String line() {
        try {
            return codes.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result result(Path file, int code) {
        try {
            return new Result(code, Files.readString(Path.of(file + ".out")), Files.readString(Path.of(file + ".err")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
