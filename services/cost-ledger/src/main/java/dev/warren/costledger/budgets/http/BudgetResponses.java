package dev.warren.costledger.budgets.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.warren.contracts.v1.BudgetState.State;
import dev.warren.costledger.budgets.definition.BudgetDefinition;
import dev.warren.costledger.budgets.definition.Dimensions;
import dev.warren.costledger.budgets.definition.MoneyFormat;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.Budget;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of responses about budgets; amounts are exact decimals in strings. */
final class BudgetResponses {

    private BudgetResponses() {}

    /**
     * One page of budgets.
     *
     * @param count how many on all pages
     */
    @Schema(name = "BudgetPage")
    record Listed(long count, List<Shown> budgets) {}

    /**
     * A budget.
     *
     * @param origin {@code api}, or {@code file}, where it is changed in the file
     * @param version what a change must name
     * @param accounts how many there are
     * @param fullest the account that most was spent on; null where there is none yet
     */
    @Schema(name = "Budget")
    record Shown(
            String name,
            @JsonUnwrapped BudgetDefinition definition,
            String origin,
            long version,
            long accounts,
            Account fullest) {

        static Shown of(Budget budget, long accounts, List<AccountStatus> fullest) {
            return new Shown(
                    budget.name(),
                    BudgetDefinition.of(budget),
                    budget.origin().word(),
                    budget.version(),
                    accounts,
                    fullest.stream().map(Account::of).findFirst().orElse(null));
        }
    }

    /**
     * One page of a budget's accounts, those that most was spent on first.
     *
     * @param count how many on all pages
     */
    @Schema(name = "BudgetAccountPage")
    record Accounts(String budget, String currency, long count, List<Account> accounts) {}

    /**
     * Where an account stands.
     *
     * @param account for whom
     * @param limit with the increases that count now
     * @param spent what calls cost, exactly
     * @param assumed at most so much for calls whose cost nobody knows
     * @param held reserved for calls that are under way
     * @param left of the limit; negative where more was spent than allowed
     * @param state ok, warning or exhausted
     * @param resetsAt when the period ends; null where it does not end as a whole
     */
    @Schema(name = "BudgetAccount")
    record Account(
            Dimensions account,
            String limit,
            String spent,
            String assumed,
            String held,
            String left,
            State state,
            Instant periodStart,
            Instant resetsAt) {

        static Account of(AccountStatus accountStatus) {
            return new Account(
                    Dimensions.of(accountStatus.account()),
                    MoneyFormat.text(accountStatus.limit()),
                    MoneyFormat.text(accountStatus.spent()),
                    MoneyFormat.text(accountStatus.assumed()),
                    MoneyFormat.text(accountStatus.held()),
                    MoneyFormat.text(accountStatus.left()),
                    accountStatus.state(),
                    accountStatus.periodStart(),
                    accountStatus.resetsAt());
        }
    }

    /**
     * What was done to a budget, the latest first.
     *
     * @param count how many on all pages
     */
    @Schema(name = "BudgetAudit")
    record Audit(String budget, long count, List<Done> entries) {}

    /** What an order about two budgets did to each. */
    @Schema(name = "BudgetTransferred")
    record Transferred(List<Done> entries) {}

    /**
     * Something that was done to a budget.
     *
     * @param id grows
     * @param action created, replaced, deleted, increased, reset or transferred
     * @param account for whom; null where it was done to all accounts
     * @param amount of an increase or a transfer, negative where it was taken away; null otherwise
     * @param until when that ends; null where it does not, or with the period
     * @param detail what else is worth knowing, for a person
     */
    @Schema(name = "BudgetAuditEntry")
    record Done(
            long id,
            Instant at,
            String budget,
            String action,
            Dimensions account,
            String amount,
            Instant until,
            String who,
            String why,
            String detail) {

        static Done of(AuditEntry entry) {
            return new Done(
                    entry.id(),
                    entry.at(),
                    entry.budget(),
                    entry.action(),
                    entry.account() == null ? null : Dimensions.of(entry.account()),
                    MoneyFormat.text(entry.amount()),
                    entry.until(),
                    entry.who(),
                    entry.why(),
                    entry.detail());
        }
    }
}
