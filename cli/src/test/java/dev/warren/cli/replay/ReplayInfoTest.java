package dev.warren.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.warren.cli.session.ServiceJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayInfoTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "running, -, -, 0",
                "running, -, 2026-11-20T00:30:00Z, 50",
                "running, -, 2026-11-20T01:00:00Z, 99",
                "running, 2026-11-20T00:40:00Z, 2026-11-20T00:45:00Z, 25",
                "waiting, 2026-11-19T00:00:00Z, 2026-11-20T00:15:00Z, 25",
                "exhausted, -, 2026-11-20T00:15:00Z, 25",
                "done, -, 2026-11-20T00:15:00Z, 100",
                "done, -, -, 100"
            })
    void progressIsTheShareOfThePeriodThatTheLogHas(String state, String first, String reached, int percent)
            throws JsonProcessingException {
        assertThat(replay(state, first, reached).percent()).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({"running, false", "waiting, false", "done, true", "aborted, true", "exhausted, true", "failed, true"})
    void onlyWhatRunsOrWaitsGoesOn(String state, boolean over) throws JsonProcessingException {
        assertThat(replay(state, null, null).isOver()).isEqualTo(over);
    }

    private static ReplayInfo replay(String state, String first, String reached) throws JsonProcessingException {
        return ServiceJson.MAPPER.readValue("""
                {"name":"n","from":"2026-11-20T00:00:00Z","to":"2026-11-20T01:00:00Z","state":"%s","first":%s,"reached":%s}""".formatted(state, quoted(first), quoted(reached)), ReplayInfo.class);
    }

    private static String quoted(String text) {
        return text == null ? null : '"' + text + '"';
    }
}
