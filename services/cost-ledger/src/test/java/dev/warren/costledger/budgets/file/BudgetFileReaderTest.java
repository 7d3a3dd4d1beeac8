package dev.warren.costledger.budgets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.Budget.Origin;
import dev.warren.costledger.budgets.model.BudgetScope;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetFileReaderTest {

    @TempDir
    Path directory;

    @Test
    void namesAndDefinitionsAreRead() throws IOException {
        // When
        List<BudgetFileReader.Entry> entries = read("""
                # what was agreed
                budgets:
                  everything:
                    kind: hard
                    currency: USD
                    limit: 100.10
                    period: month
                    zone: Europe/Berlin
                    why: the board said so
                  user-42:
                    {kind: soft, currency: EUR, limit: "0.3", scope: {user: 42}, period: rolling, length: 7d, thresholds: [90]}
                """);

        // Then
        assertThat(entries).extracting(entry -> entry.budget().name()).containsExactly("everything", "user-42");
        assertThat(entries).extracting(BudgetFileReader.Entry::why).containsExactly("the board said so", null);
        Budget first = entries.getFirst().budget();
        Budget last = entries.getLast().budget();
        assertThat(first.limit()).isEqualByComparingTo("100.1");
        assertThat(first.origin()).isEqualTo(Origin.FILE);
        assertThat(last.scope()).isEqualTo(new BudgetScope("42", null, null, null, null));
        assertThat(last.thresholds()).containsExactly(90);
    }

    @ParameterizedTest
    @CsvSource({"0.0000001, 0.0000001", "100.0, 100", "1000000, 1000000", "0.3, 0.3", "'\"0.30\"', 0.3"})
    void amountsAreExactHoweverTheyAreWritten(String limit, BigDecimal exact) throws IOException {
        // When
        List<BudgetFileReader.Entry> entries =
                read("budgets: {one: {kind: hard, currency: USD, period: day, limit: %s}}".formatted(limit));

        // Then
        assertThat(entries.getFirst().budget().limit()).isEqualByComparingTo(exact);
    }

    @Timeout(10)
    @ParameterizedTest
    @ValueSource(strings = {"1.0e600000000", "1.0e-600000000", "1.0E+2147483647", "\"1e-600000000\""})
    void anAmountBeyondMeasureIsAFaultAtOnce(String limit) {
        assertFault(
                "budgets: {one: {kind: hard, currency: USD, period: day, limit: %s}}".formatted(limit),
                "budget one: limit must be a plain decimal");
    }

    @Test
    void aFileOfNoBudgetsIsOne() throws IOException {
        assertThat(read("budgets:\n")).isEmpty();
        assertThat(read("budgets: {}\n")).isEmpty();
    }

    @Test
    void everyFaultIsNamedWithItsBudgetAndField() {
        assertFault(
                """
                budgets:
                  one: {kind: hard, currency: USD, limit: 1, period: day, who: ada}
                  two: {kind: firm, currency: USD, limit: 1, period: month}
                  three: {kind: hard, currency: USD, limmit: 1, period: month}
                  four: {kind: hard, currency: USD, limit: 1, period: month, thresholds: [50.5]}
                  five: {kind: hard, currency: USD, limit: 1, period: month, scope: {usr: x}}
                  six: 7
                """,
                "budget one: who ",
                "budget two: kind must be one of hard, soft",
                "budget three: limmit is none of",
                "budget four: thresholds.[0] is not of the right kind",
                "budget five: scope.usr is none of",
                "budget six: definition must have fields");
    }

    @Test
    void aNameThatStandsTwiceIsAFault() {
        assertFault("""
                budgets:
                  one: {kind: hard, currency: USD, limit: 1, period: day}
                  one: {kind: soft, currency: USD, limit: 1, period: day}
                """, "line 3: Duplicate field 'one'");
    }

    @Test
    void whatIsNoFileOfBudgetsIsRefused() {
        assertFault("", "below 'budgets', nothing else");
        assertFault("- a\n", "below 'budgets', nothing else");
        assertFault("budgets: {}\nbudget: {}\n", "below 'budgets', nothing else");
        assertFault("budgets: [\n", "line ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BudgetFileReader.read(directory.resolve("none.yaml")))
                .withMessageMatching("warren.ledger.budgets-file .*none.yaml does not exist");
    }

    private void assertFault(String yaml, String... messages) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith("warren.ledger.budgets-file ")
                .satisfies(refused -> assertThat(refused.getMessage()).contains(messages));
    }

    private List<BudgetFileReader.Entry> read(String yaml) throws IOException {
        return BudgetFileReader.read(Files.writeString(directory.resolve("budgets.yaml"), yaml));
    }
}
