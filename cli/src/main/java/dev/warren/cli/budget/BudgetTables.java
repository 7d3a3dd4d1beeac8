package dev.warren.cli.budget;

import dev.warren.cli.text.Age;
import dev.warren.cli.text.Table;
import java.time.Instant;
import java.util.List;

/** Budgets and accounts for people. */
record BudgetTables(Instant now) {

    /** One line for each budget, with the account that most was spent on. */
    String budgets(List<BudgetInfo> budgets) {
        Table table = new Table()
                .left("NAME")
                .left("KIND")
                .left("FOR")
                .left("PERIOD")
                .left("FULLEST")
                .right("LIMIT")
                .right("SPENT")
                .right("HELD")
                .right("LEFT")
                .left("STATE")
                .right("RESETS IN");
        for (BudgetInfo budget : budgets) {
            AccountInfo fullest = budget.fullest();
            if (fullest == null) {
                table.row(
                        budget.name(),
                        budget.kind(),
                        budget.scope().phrase(),
                        budget.phrase(),
                        null,
                        budget.money(budget.limit()),
                        null,
                        null,
                        null,
                        null,
                        null);
            } else {
                table.row(
                        budget.name(),
                        budget.kind(),
                        budget.scope().phrase(),
                        budget.phrase(),
                        fullest.account().within(budget.scope()),
                        budget.money(fullest.limit()),
                        BudgetInfo.plain(fullest.spent().add(fullest.assumed())),
                        BudgetInfo.plain(fullest.held()),
                        BudgetInfo.plain(fullest.left()),
                        fullest.state(),
                        resets(fullest));
            }
        }
        return table.toString();
    }

    /** One line for each account of a budget. */
    String accounts(BudgetInfo budget, List<AccountInfo> accounts) {
        Table table = new Table()
                .left("ACCOUNT")
                .right("LIMIT")
                .right("SPENT")
                .right("ASSUMED")
                .right("HELD")
                .right("LEFT")
                .left("STATE")
                .right("RESETS IN");
        accounts.forEach(account -> table.row(
                account.account().within(budget.scope()),
                BudgetInfo.plain(account.limit()),
                BudgetInfo.plain(account.spent()),
                BudgetInfo.plain(account.assumed()),
                BudgetInfo.plain(account.held()),
                BudgetInfo.plain(account.left()),
                account.state(),
                resets(account)));
        return table.toString();
    }

    private String resets(AccountInfo account) {
        return account.resetsAt() == null ? null : Age.of(now, account.resetsAt());
    }
}
