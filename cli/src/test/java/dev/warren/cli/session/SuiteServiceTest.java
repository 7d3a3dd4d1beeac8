package dev.warren.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteServiceTest {

    @Test
    void anAddressIsOnlyWhatSomebodyHasNamed() {
        assertThat(SuiteService.LEDGER.address(Map.of("WARREN_COST_LEDGER_URL", "https://ledger.example")))
                .hasValue(URI.create("https://ledger.example"));
        assertThat(SuiteService.LEDGER.address(Map.of("WARREN_PORT_OFFSET", "300")))
                .isEmpty();
    }

    @Test
    void aVariableThatIsNoAddressIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteService.named("intake").address(Map.of("WARREN_INTAKE_URL", "intake.example")))
                .withMessageContaining("WARREN_INTAKE_URL");
    }
}
