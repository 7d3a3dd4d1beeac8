package dev.warren.cli.budget;

import dev.warren.cli.text.Age;
import dev.warren.cli.text.Table;
import java.time.Instant;
import java.util.List;

/** Budgets and accounts for people. */
record Tables(Instant now) {

    /** One line for each budget, with the account that most was spent on. */
    String budgets(List<Budget> budgets) {
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
        for (Budget budget : budgets) {
            Account fullest = budget.fullest();
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
                        Budget.plain(fullest.spent().add(fullest.assumed())),
                        Budget.plain(fullest.held()),
                        Budget.plain(fullest.left()),
                        fullest.state(),
                        resets(fullest));
            }
        }
        return table.toString();
    }

    /** One line for each account of a budget. */
    String accounts(Budget budget, List<Account> accounts) {
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
                Budget.plain(account.limit()),
                Budget.plain(account.spent()),
                Budget.plain(account.assumed()),
                Budget.plain(account.held()),
                Budget.plain(account.left()),
                account.state(),
                resets(account)));
        return table.toString();
    }

    private String resets(Account account) {
        return account.resetsAt() == null ? null : Age.of(now, account.resetsAt());
    }
}
