package dev.warren.aiconsumer.holds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.BudgetRules;
import dev.warren.contracts.v1.BudgetRules.Exhausted;
import dev.warren.contracts.v1.BudgetRules.Rule;
import dev.warren.contracts.v1.BudgetRules.Scope;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Output;
import dev.warren.modelchain.budget.CallAttribution;
import dev.warren.modelchain.budget.PlannedCall;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.OnConflict;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.feature.OutputKind;
import dev.warren.modelchain.feature.SkillSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HardBudgetRulesTest {

    private static final Scope EVERYTHING = new Scope(null, null, null, null, null);
    private static final Scope EACH_USER_OF_A_MODEL = new Scope("*", null, null, "primary", "gpt-4o");

    @Test
    void withoutBudgetsNothingIsLimited() {
        assertThat(HardBudgetRules.NONE.limit(call("u-1", "gpt-4o"))).isFalse();
        assertThat(HardBudgetRules.NONE.allow(Set.of(AwaitedBudget.of("daily"))))
                .isTrue();
    }

    @Test
    void aCallIsLimitedByABudgetWhoseEveryDimensionCoversIt() {
        assertThat(rules(EVERYTHING).limit(call("u-1", "gpt-4o"))).isTrue();
        assertThat(rules(EACH_USER_OF_A_MODEL).limit(call("u-1", "gpt-4o"))).isTrue();
        assertThat(rules(EACH_USER_OF_A_MODEL).limit(call("u-1", "gpt-4o-mini")))
                .isFalse();
        assertThat(rules(new Scope(null, "emea", null, null, null)).limit(call("u-1", "gpt-4o")))
                .isFalse();
        assertThat(rules(new Scope(null, "*", null, null, null)).limit(call("u-1", "gpt-4o")))
                .as("who has no team has no team's budget")
                .isFalse();
    }

    @Test
    void anAccountIsABudgetWithTheValuesThatItCovers() {
        // Given
        HardBudgetRules rules = rules(EACH_USER_OF_A_MODEL);

        // When / Then
        assertThat(rules.account("daily", call("Ada L.=1", "gpt-4o")))
                .isEqualTo("daily userid=Ada+L.%3D1 provider=primary model=gpt-4o");
        assertThat(rules.account("unknown", call("u-1", "gpt-4o"))).isEqualTo("unknown");
        assertThat(rules(EVERYTHING).account("daily", call("u-1", "gpt-4o"))).isEqualTo("daily");
    }

    @Test
    void anAccountIsAllowedUnlessItIsSpent() {
        // Given
        HardBudgetRules rules = rules(EACH_USER_OF_A_MODEL, new Scope("u-1", null, null, "primary", "gpt-4o"));

        // When
        String poor = rules.account("daily", call("u-1", "gpt-4o"));
        String rich = rules.account("daily", call("u-2", "gpt-4o"));

        // Then
        assertThat(allow(rules, poor)).isFalse();
        assertThat(allow(rules, rich)).isTrue();
        assertThat(allow(rules, rich, poor)).isFalse();
        assertThat(allow(rules, poor + " bound=0.1")).isFalse();
    }

    @Test
    void anAccountThatHasNoRoomForALargeCallAllowsSmallerOnes() {
        // Given
        Exhausted spent = new Exhausted("daily", EVERYTHING, null, new BigDecimal("0.5"));
        HardBudgetRules rules =
                HardBudgetRules.of(new BudgetRules(1, List.of(new Rule("daily", EVERYTHING)), List.of(spent)));

        // Then
        assertThat(allow(rules, "daily bound=0.49 currency=USD why=busy")).isTrue();
        assertThat(allow(rules, "daily bound=0.50 currency=USD why=exhausted")).isFalse();
        assertThat(allow(rules, "daily bound=0 why=unpriced")).isTrue();
        assertThat(allow(rules, "daily")).as("an older service did not say").isFalse();
    }

    @Test
    void moreIsAllowedWhereAnAccountIsNoLongerSpentOrForLargerCallsAlone() {
        // Given
        Exhausted spent = new Exhausted("daily", EVERYTHING, null, new BigDecimal("0.5"));
        HardBudgetRules rules =
                HardBudgetRules.of(new BudgetRules(1, List.of(new Rule("daily", EVERYTHING)), List.of(spent)));

        // Then
        assertThat(rules.allowMoreThan(Map.of("daily", new BigDecimal("0.50")))).isFalse();
        assertThat(rules.allowMoreThan(Map.of("daily", new BigDecimal("0.4")))).isTrue();
        assertThat(rules.allowMoreThan(Map.of("daily", BigDecimal.ZERO))).isTrue();
        assertThat(rules.allowMoreThan(Map.of("monthly", BigDecimal.ONE))).isTrue();
        assertThat(rules.allowMoreThan(Map.of())).isFalse();
    }

    private static boolean allow(HardBudgetRules rules, String... awaited) {
        return rules.allow(Stream.of(awaited).map(AwaitedBudget::of).toList());
    }

    @Test
    void rulesThatComeLateAreNoNews() {
        // Given
        CurrentBudgetRules budgetRules = new CurrentBudgetRules();
        budgetRules.write(HardBudgetRules.of(new BudgetRules(7, List.of(), List.of())));

        // When
        budgetRules.write(HardBudgetRules.of(new BudgetRules(6, List.of(new Rule("daily", EVERYTHING)), List.of())));

        // Then
        assertThat(budgetRules.current().version()).isEqualTo(7);
    }

    private static HardBudgetRules rules(Scope scope, Scope... spent) {
        List<Exhausted> exhausted = List.of(spent).stream()
                .map(each -> new Exhausted("daily", each, null, null))
                .toList();
        return HardBudgetRules.of(new BudgetRules(1, List.of(new Rule("daily", scope)), exhausted));
    }

    private static PlannedCall call(String user, String model) {
        CallAttribution callAttribution =
                new CallAttribution(new EventRef("/shop", "1", "t"), new Attribution(user, null));
        return new PlannedCall("c-1", callAttribution, feature(), "text", "primary", model, "primary");
    }

    private static Feature feature() {
        return new Feature(
                "tone",
                new OutputKind("verdict", Output.class),
                1,
                List.of("t"),
                List.of(),
                List.of("primary"),
                1000,
                BigDecimal.ZERO,
                SkillSettings.NONE,
                OnExhausted.HOLD,
                new Feature.Cache(true, Duration.ofHours(1)),
                OnConflict.KEEP);
    }
}
