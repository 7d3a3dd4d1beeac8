package dev.warren.contracts.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final String LONGEST = "ü".repeat(Names.LONGEST / 2);

    /** No parameters of tests: half a surrogate pair would end in their reports. */
    private static final List<String> FAULTY =
            List.of("", " ", "\u2003", "eve\uD83D", "\uDE00\uD83D", "a\0b", "a\u001fb", "\uFFFD", LONGEST + "x");

    @ParameterizedTest
    @ValueSource(strings = {"u-42", "Straße 😀", "=1+1", "anthropic/claude", "a~b", "\uE000"})
    void aNameThatMayBeIsCountedAsItIs(String name) {
        assertThat(Names.fault(name)).isEmpty();
        assertThat(Names.of(name)).isSameAs(name);
        assertThat(Names.of(LONGEST)).isSameAs(LONGEST);
    }

    @Test
    void whateverANameIsThereIsOneToCountItUnder() {
        assertThat(FAULTY).allSatisfy(name -> {
            assertThat(Names.fault(name)).isPresent();
            assertThat(Names.fault(Names.of(name))).isEmpty();
            assertThat(Names.of(Names.of(name))).isEqualTo(Names.of(name));
        });
    }

    @Test
    void twoNamesAreNotTakenForEachOther() {
        assertThat(FAULTY.stream().map(Names::of)).doesNotHaveDuplicates();
        assertThat(Names.of("eve\uD83D")).startsWith("eve?~").isNotEqualTo(Names.of("eve\uD83E"));
        assertThat(Names.of("x".repeat(600))).isNotEqualTo(Names.of("x".repeat(601)));
    }

    @Test
    void whoNamesNobodyIsNobody() {
        assertThat(Names.of(null)).isNull();
    }
}
