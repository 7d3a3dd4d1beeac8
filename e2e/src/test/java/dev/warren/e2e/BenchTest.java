package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.bench.Bench;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {

    @ParameterizedTest
    @ValueSource(strings = {"faults --fly", "faults --only nobody", "faults --events many", "fly"})
    void wrongUsageIsOneSentenceThatLeadsToTheHelp(String arguments) {
        // Given
        StringWriter err = new StringWriter();

        // When
        int code = Bench.run(new PrintWriter(err), arguments.split(" "));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("warren: ")
                .contains("; see ./warren bench")
                .hasLineCount(1);
    }
}
