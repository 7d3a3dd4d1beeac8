package dev.warren.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerNameRulesTest {

    private static final String LONGEST = "ü".repeat(LedgerNameRules.LONGEST / 2);

    /** No parameters of tests: half a surrogate pair would end in their reports. */
    private static final List<String> FAULTY =
            List.of("", " ", "\u2003", "eve\uD83D", "\uDE00\uD83D", "a\0b", "a\u001fb", "\uFFFD", LONGEST + "x");

    @ParameterizedTest
    @ValueSource(strings = {"u-42", "Straße 😀", "=1+1", "anthropic/claude", "a~b", "\uE000"})
    void aNameThatMayBeIsCountedAsItIs(String name) {
        assertThat(LedgerNameRules.fault(name)).isEmpty();
        assertThat(LedgerNameRules.of(name)).isSameAs(name);
        assertThat(LedgerNameRules.of(LONGEST)).isSameAs(LONGEST);
    }

    @Test
    void whateverANameIsThereIsOneToCountItUnder() {
        assertThat(FAULTY).allSatisfy(name -> {
            assertThat(LedgerNameRules.fault(name)).isPresent();
            assertThat(LedgerNameRules.fault(LedgerNameRules.of(name))).isEmpty();
            assertThat(LedgerNameRules.of(LedgerNameRules.of(name))).isEqualTo(LedgerNameRules.of(name));
        });
    }

    @Test
    void twoNamesAreNotTakenForEachOther() {
        assertThat(FAULTY.stream().map(LedgerNameRules::of)).doesNotHaveDuplicates();
        assertThat(LedgerNameRules.of("eve\uD83D")).startsWith("eve?~").isNotEqualTo(LedgerNameRules.of("eve\uD83E"));
        assertThat(LedgerNameRules.of("x".repeat(600))).isNotEqualTo(LedgerNameRules.of("x".repeat(601)));
    }

    @Test
    void whoNamesNobodyIsNobody() {
        assertThat(LedgerNameRules.of(null)).isNull();
    }
}
