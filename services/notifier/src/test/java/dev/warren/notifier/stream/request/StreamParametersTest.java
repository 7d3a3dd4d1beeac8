package dev.warren.notifier.stream.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamParametersTest {

    private static final Set<String> KNOWN = Set.of("user", "event");

    @Test
    void valuesAreDecodedAndTakenLiterally() {
        StreamParameters streamParameters =
                StreamParameters.of("user=a%2Cb&user=%20c+d%20&event=%F0%9F%90%87%25&&user=%00", KNOWN);

        assertThat(streamParameters.all("user")).containsExactlyInAnyOrder("a,b", " c d ", "\u0000");
        assertThat(streamParameters.all("event")).containsExactly("🐇%");
        assertThat(StreamParameters.of(null, KNOWN).all("user")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr=a",
                "User=a",
                "user",
                "user=",
                "=",
                "user=%",
                "user=%zz",
                "user=%FF",
                "user=%C0%AF",
                "user=%ED%A0%80",
                "%75ser=a&%FF=b"
            })
    void whatIsNotAsItShouldBeIsRefused(String query) {
        assertThatExceptionOfType(HttpProblem.class).isThrownBy(() -> StreamParameters.of(query, KNOWN));
    }
}
