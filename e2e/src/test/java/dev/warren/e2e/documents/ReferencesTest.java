package dev.warren.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point to, name and quote is there. */
class ReferencesTest {

    private static final Pattern TYPE = Pattern.compile("\\b(?:[A-Z][a-z0-9]+){2,}\\b");
    private static final Pattern COMMAND = Pattern.compile("\\./warren ([a-z]+)");
    private static final Pattern DECISION = Pattern.compile("\\d{4}-.*\\.md");
    private static final Pattern STATUS =
            Pattern.compile("\\A# .+\n\n(?:Accepted|Superseded by \\[\\d{4}]\\(.+\\)) \\d{4}-\\d{2}-\\d{2}[,.]");
    private static final Set<String> PROGRAMS = Set.of("java", "js", "html", "py", "mjs", "sh", "json", "yaml");
    private static final Pattern COMMENT = Pattern.compile("\\s{2,}(//|#).*$", Pattern.MULTILINE);
    private static final Pattern LAYOUT = Pattern.compile("\\s+|,(?=\\s*[)}])");

    /** They speak of what was, or was not chosen. */
    private static final List<Path> HISTORY = Stream.of("docs/adr", "CHANGELOG.md", "bench/results")
            .map(Library.ROOT::resolve)
            .toList();

    private final List<Document> documents = Library.documents();

    @Test
    void everyLinkLeadsToAFileAndAHeadingOfTheRepository() {
        // When
        List<String> dead = about(document -> document.links().stream().filter(link -> !leads(document, link)));

        // Then
        assertThat(dead).isEmpty();
    }

    @Test
    void everyTypeThatIsNamedIsInTheSources() {
        // Given
        Set<String> sources = Library.files().stream()
                .filter(file -> PROGRAMS.contains(extension(file)))
                .flatMap(file -> TYPE.matcher(text(file)).results().map(found -> found.group()))
                .collect(Collectors.toSet());

        // When
        List<String> unknown = about(document -> document.code().stream()
                .filter(code -> HISTORY.stream().noneMatch(document.file()::startsWith))
                .flatMap(code -> TYPE.matcher(code).results().map(found -> found.group()))
                .filter(type -> !sources.contains(type)));

        // Then
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyDecisionHasADateAndAStatus() {
        // When
        List<String> without = documents.stream()
                .map(Document::file)
                .filter(file -> DECISION.matcher(file.getFileName().toString()).matches())
                .filter(file -> !STATUS.matcher(text(file)).find())
                .map(Path::toString)
                .toList();

        // Then
        assertThat(without).isEmpty();
    }

    @Test
    void everyCommandOfTheLauncherThatIsNamedIsOne() {
        // Given
        String launcher = Stream.of("commands", "configuration")
                .map(part -> text(Library.ROOT.resolve(Path.of("infra", "launcher", part + ".sh"))))
                .collect(Collectors.joining());

        // When
        List<String> unknown = about(document -> document.code().stream()
                .flatMap(code -> COMMAND.matcher(code).results().map(found -> found.group(1)))
                .filter(command -> !launcher.contains("\ncommand_" + command + "() {")));

        // Then
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyBlockCanBeRunOrSaysWhyNot() {
        // When
        List<String> faults = about(document -> Stream.concat(
                document.faults().stream(),
                document.blocks().stream()
                        .filter(block -> !block.known() || block.lost())
                        .map(block -> block.place() + ": nobody checks this block of " + block.language()
                                + "; name its file in the paragraph before it, or make a remark")));

        // Then
        assertThat(faults).isEmpty();
    }

    @Test
    void everyMessageThatIsShownIsAsItsSchemaSays() {
        // Given
        JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        Path contracts = Library.ROOT.resolve("contracts/src/main/resources/dev/warren/contracts/v1");

        // When
        List<String> faults = about(document -> document.blocks().stream()
                .filter(block -> block.remarks().containsKey(CodeBlock.SCHEMA))
                .flatMap(block -> schemas
                        .getSchema(SchemaLocation.of(
                                contracts.toUri() + block.remarks().get(CodeBlock.SCHEMA)))
                        .validate(block.text(), InputFormat.JSON)
                        .stream()
                        .map(fault -> block.place() + ": " + fault.getMessage())));

        // Then
        assertThat(faults).isEmpty();
    }

    /** Lines with nothing but {@code ...} stand for what was left out. */
    @Test
    void everyPieceOfProgramIsInAWholeOneOfTheSamples() {
        // Given
        Path samples = Library.ROOT.resolve("samples");
        List<String> programs = Library.files().stream()
                .filter(file -> file.startsWith(samples))
                .map(file -> bare(text(file)))
                .toList();

        // When
        List<String> strangers = about(document -> document.blocks().stream()
                .filter(CodeBlock::programmed)
                .filter(block -> programs.stream()
                        .noneMatch(program -> pieces(block.text()).allMatch(program::contains)))
                .map(CodeBlock::place));

        // Then
        assertThat(strangers).isEmpty();
    }

    private static Stream<String> pieces(String block) {
        return Stream.of(block.split("(?m)^\\s*\\.\\.\\.$")).map(ReferencesTest::bare);
    }

    /** Without comments at the ends of lines, and without what is the layout's. */
    private static String bare(String program) {
        return LAYOUT.matcher(COMMENT.matcher(program).replaceAll("")).replaceAll("");
    }

    private List<String> about(Function<Document, Stream<String>> what) {
        return documents.stream()
                .flatMap(document -> what.apply(document).map(fault -> document + ": " + fault))
                .toList();
    }

    private static boolean leads(Document document, String link) {
        URI target = URI.create(link);
        if (target.isAbsolute()) {
            return true;
        }
        Path file = target.getPath().isEmpty()
                ? document.file()
                : document.file().resolveSibling(target.getPath()).normalize();
        return Files.exists(file)
                && (target.getFragment() == null
                        || Document.read(Library.ROOT, file).anchors().contains(target.getFragment()));
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
