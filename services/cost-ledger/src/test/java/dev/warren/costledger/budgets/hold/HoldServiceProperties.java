package dev.warren.costledger.budgets.hold;

import dev.warren.testing.Database;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any order of anything that may happen to holds, on the real database. */
class HoldServiceProperties {

    private static final int TRIES = 40;
    private static final int MOST_STEPS = 80;
    private static final int MOST_CENTS = 40;

    private static Database database;

    @BeforeContainer
    static void migrate() {
        database = BudgetInstance.migrated();
    }

    @AfterContainer
    static void drop() {
        database.close();
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    void whateverHappensNothingIsOvershotAndNothingIsLost(@ForAll("steps") List<RandomStep> steps) {
        try (BudgetModel budgetModel = new BudgetModel(database)) {
            steps.forEach(budgetModel::take);
            budgetModel.end();
        }
    }

    @Provide
    Arbitrary<List<RandomStep>> steps() {
        Arbitrary<RandomStep.What> what = Arbitraries.frequency(
                Tuple.of(6, RandomStep.What.ASK),
                Tuple.of(1, RandomStep.What.ASK_AGAIN),
                Tuple.of(1, RandomStep.What.ASK_TOO_MUCH),
                Tuple.of(4, RandomStep.What.BOOK),
                Tuple.of(1, RandomStep.What.BOOK_REFUSED),
                Tuple.of(2, RandomStep.What.BOOK_UNKNOWN),
                Tuple.of(1, RandomStep.What.BOOK_WITHOUT_HOLD),
                Tuple.of(1, RandomStep.What.RESOLVE),
                Tuple.of(1, RandomStep.What.CORRECT),
                Tuple.of(2, RandomStep.What.RELEASE),
                Tuple.of(2, RandomStep.What.PASS_TIME),
                Tuple.of(1, RandomStep.What.EXPIRE),
                Tuple.of(1, RandomStep.What.RAISE),
                Tuple.of(1, RandomStep.What.RESET),
                Tuple.of(1, RandomStep.What.TOGGLE),
                Tuple.of(2, RandomStep.What.TRANSFER),
                Tuple.of(1, RandomStep.What.CRASH));
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(1, MOST_CENTS))
                .as(RandomStep::new)
                .list()
                .ofMaxSize(MOST_STEPS);
    }
}
