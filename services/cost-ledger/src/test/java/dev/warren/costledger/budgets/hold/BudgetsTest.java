package dev.warren.costledger.budgets.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.contracts.v1.HoldDecided.Decision;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.budgets.admin.BudgetAdjustments;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetRefusedException;
import dev.warren.costledger.budgets.model.BudgetRefusedException.Reason;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.costledger.budgets.model.PricedHoldRequest;
import dev.warren.database.ServiceDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class BudgetsTest {

    private static final ChangeAuthor BY_TEST = BudgetInstance.BY_TEST;

    private final String user = "u-" + UUID.randomUUID();
    private final BudgetScope scope = new BudgetScope(user, null, null, null, null);

    @Inject
    Budgets budgets;

    @Inject
    BudgetAdjustments budgetAdjustments;

    @Inject
    HoldService holdService;

    @Inject
    ServiceDatabase database;

    @Test
    void aDefinitionIsReplacedIfItIsStillTheOneThatWasRead() {
        // Given
        Budget first = budgets.create(definition("a").budget(), BY_TEST);

        // When
        Budget second = budgets.replace(definition("a").limit("2").budget(), first.version(), BY_TEST);

        // Then
        assertThat(second.version()).isEqualTo(2);
        assertThat(budgets.find(second.name())).contains(second);
        refused(
                Reason.OUTDATED,
                () -> budgets.replace(definition("a").limit("3").budget(), first.version(), BY_TEST));
        refused(Reason.EXISTS, () -> budgets.create(definition("a").budget(), BY_TEST));
    }

    @Test
    void theSameDefinitionAgainIsNoChange() {
        // Given
        Budget first = budgets.create(definition("a").limit("1").budget(), BY_TEST);

        // When
        Budget second = budgets.replace(definition("a").limit("1.00").budget(), first.version(), BY_TEST);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(budgets.countAudit(first.name())).isEqualTo(1);
    }

    @Test
    void aChangeWithAKeyHappensOnce() {
        // Given
        Budget budget = budgets.create(definition("a").budget(), BY_TEST);
        ChangeAuthor once = new ChangeAuthor("ops", "sale", UUID.randomUUID().toString());

        // When
        AuditEntry first = budgetAdjustments.increase(budget.name(), null, BigDecimal.TEN, null, once);
        AuditEntry second = budgetAdjustments.increase(budget.name(), null, BigDecimal.TEN, null, once);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(standing(budget).limit()).isEqualByComparingTo("11");
    }

    @Test
    void whatIsHeldCannotBeGivenAway() {
        // Given
        Budget from = budgets.create(definition("from").budget(), BY_TEST);
        Budget to = budgets.create(
                BudgetDefinitionBuilder.of(user + "-to", new BudgetScope("other-" + user, null, null, null, null))
                        .budget(),
                BY_TEST);
        ask("0.6");

        // Then
        refused(
                Reason.NOT_ENOUGH,
                () -> budgetAdjustments.transfer(from.name(), null, to.name(), null, new BigDecimal("0.5"), BY_TEST));

        // When
        budgetAdjustments.transfer(from.name(), null, to.name(), null, new BigDecimal("0.4"), BY_TEST);

        // Then
        assertThat(standing(from).left()).isZero();
        assertThat(standing(to).limit()).isEqualByComparingTo("1.4");
    }

    @Test
    void withAnotherScopeWhatIsUnderWayIsHeldThere() {
        // Given
        Budget budget = budgets.create(definition("a").budget(), BY_TEST);
        ask("0.6");
        BudgetScope narrower = new BudgetScope(user, null, BudgetScope.EACH, null, null);

        // When
        budgets.replace(BudgetDefinitionBuilder.of(budget.name(), narrower).budget(), budget.version(), BY_TEST);

        // Then
        assertThat(budgets.accounts(budget.name(), 10, 0)).singleElement().satisfies(standing -> {
            assertThat(standing.account().feature()).isEqualTo("ticket-triage");
            assertThat(standing.held()).isEqualByComparingTo("0.6");
        });
        assertThat(ask("0.6")).isEqualTo(Decision.BUSY);
    }

    @Test
    void aSoftBudgetHoldsNothing() {
        // Given
        Budget budget = budgets.create(
                definition("a").soft().rolling(Duration.ofHours(1)).budget(), BY_TEST);

        // Then
        assertThat(ask("5")).isEqualTo(Decision.GRANTED);
        assertThat(standing(budget).held()).isZero();
    }

    @Test
    void ofSeveralAccountsOneHasToBeNamed() {
        // Given
        Budget each = budgets.create(
                BudgetDefinitionBuilder.of(user + "-each", new BudgetScope(user, BudgetScope.EACH, null, null, null))
                        .budget(),
                BY_TEST);

        // Then
        refused(Reason.NO_ACCOUNT, () -> budgets.account(each.name(), null));
        refused(Reason.NO_ACCOUNT, () -> budgetAdjustments.increase(each.name(), scope, BigDecimal.ONE, null, BY_TEST));
        refused(Reason.UNKNOWN, () -> budgets.account("no-" + user, null));
    }

    @Test
    void theAuditOutlivesTheBudget() {
        // Given
        Budget budget = budgets.create(definition("a").budget(), BY_TEST);
        budgetAdjustments.reset(budget.name(), null, BY_TEST);

        // When
        budgets.delete(budget.name(), budget.version(), BY_TEST);

        // Then
        assertThat(budgets.find(budget.name())).isEmpty();
        assertThat(budgets.audit(budget.name(), 10, 0))
                .extracting(AuditEntry::action)
                .containsExactly("deleted", "reset", "created");
    }

    @Test
    void aVersionNeverComesAgainUnderTheSameName() {
        // Given
        Budget first = budgets.create(definition("a").budget(), BY_TEST);
        Budget second = budgets.replace(definition("a").limit("2").budget(), first.version(), BY_TEST);
        budgets.delete(first.name(), second.version(), BY_TEST);

        // When
        Budget again = budgets.create(definition("a").budget(), BY_TEST);

        // Then
        assertThat(again.version()).isEqualTo(3);
        refused(Reason.OUTDATED, () -> budgets.delete(first.name(), first.version(), BY_TEST));
        refused(
                Reason.OUTDATED,
                () -> budgets.replace(definition("a").limit("3").budget(), second.version(), BY_TEST));
    }

    private Decision ask(String bound) {
        BudgetScope call = new BudgetScope(user, null, "ticket-triage", "primary", "test-small");
        PricedHoldRequest pricedHoldRequest =
                BudgetInstance.request(UUID.randomUUID().toString(), call, new BigDecimal(bound));
        return database.transact(connection -> holdService.decide(connection, List.of(pricedHoldRequest)))
                .getFirst()
                .decision();
    }

    private AccountStatus standing(Budget budget) {
        return budgets.account(budget.name(), null).orElseThrow();
    }

    private BudgetDefinitionBuilder definition(String suffix) {
        return BudgetDefinitionBuilder.of(user + "-" + suffix, scope);
    }

    private static void refused(Reason reason, Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(BudgetRefusedException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(reason));
    }
}
