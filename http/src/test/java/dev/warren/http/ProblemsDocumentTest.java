package dev.warren.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of problems in the documents is that of the code. */
class ProblemsDocumentTest {

    private static final Pattern TYPE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\| (.+?) \\| .+ \\|$");
    private static final Pattern CODE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]+ \\|$");

    @Test
    void everyTypeIsListedWithItsStatusAndTitle() throws IOException {
        // When
        List<String> listed = TYPE.matcher(document())
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();

        // Then
        assertThat(listed)
                .containsExactlyElementsOf(Stream.of(ProblemType.values())
                        .map(type -> type.code() + " " + type.status() + " " + type.title())
                        .toList());
    }

    @Test
    void everyCodeOfFaultsIsListed() throws IOException {
        // Given
        String codes = document().substring(document().indexOf("## Codes of faults"));

        // When
        List<String> listed =
                CODE.matcher(codes).results().map(row -> row.group(1)).toList();

        // Then
        assertThat(listed)
                .containsExactlyElementsOf(
                        Stream.of(FaultCode.values()).map(FaultCode::code).toList());
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("..", "docs", "problems.md"));
    }
}
