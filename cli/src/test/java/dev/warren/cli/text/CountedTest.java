package dev.warren.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {

    @Test
    void oneIsSingularAndAllOtherNumbersArePlural() {
        assertThat(Counted.of(1, "month")).isEqualTo("1 month");
        assertThat(Counted.of(0, "month")).isEqualTo("0 months");
        assertThat(Counted.of(11, "rollup row")).isEqualTo("11 rollup rows");
    }
}
