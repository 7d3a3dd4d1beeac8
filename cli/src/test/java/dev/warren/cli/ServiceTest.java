package dev.warren.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceTest {

    @Test
    void servicesAreWhereTheLauncherPutsThem() {
        assertThat(Service.INTAKE.address(Map.of())).hasToString("http://127.0.0.1:8081");
        assertThat(Service.LEDGER.address(Map.of("WARREN_PORT_OFFSET", "300"))).hasToString("http://127.0.0.1:8385");
    }

    @Test
    void anAddressThatIsGivenCounts() {
        Map<String, String> environment =
                Map.of("WARREN_COST_LEDGER_URL", "https://ledger.example", "WARREN_PORT_OFFSET", "300");

        assertThat(Service.LEDGER.address(environment)).hasToString("https://ledger.example");
    }

    @Test
    void aVariableThatCannotBeReadIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Service.INTAKE.address(Map.of("WARREN_PORT_OFFSET", "many")))
                .withMessageContaining("WARREN_PORT_OFFSET");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Service.INTAKE.address(Map.of("WARREN_INTAKE_URL", "intake.example")))
                .withMessageContaining("WARREN_INTAKE_URL");
    }
}
