package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProvidersDemoTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProvidersDemo part =
            new ProvidersDemo(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

    @Test
    void theTableShowsFailOversAndCascades() throws Exception {
        // Given
        add("{'provider':'cheap','attempts':[{'provider':'cheap','outcome':'answered'}]}");
        add("{'provider':'cheap','attempts':[{'provider':'cheap','outcome':'answered'}]}");
        add("{'provider':'good','earlier':[{'provider':'cheap'}],"
                + "'attempts':[{'provider':'cheap','outcome':'answered'},{'provider':'good','outcome':'answered'}]}");
        add(
                "{'provider':'spare','earlier':[{'provider':'cheap'}],'attempts':[{'provider':'cheap','outcome':'answered'},"
                        + "{'provider':'good','outcome':'unavailable'},{'provider':'good','outcome':'unavailable'},"
                        + "{'provider':'spare','outcome':'answered'}]}");

        // When
        String table = part.table();

        // Then
        assertThat(table.lines().map(line -> line.strip().replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "ANSWERED | AFTER | EVENTS",
                        "cheap | - | 2",
                        "good | cheap not confident | 1",
                        "spare | cheap not confident, good unavailable | 1");
    }

    private void add(String data) throws Exception {
        part.add(JSON.readTree(data.replace('\'', '"')));
    }
}
