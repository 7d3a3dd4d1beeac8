package dev.warren.costledger.budgets.file;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.warren.contracts.json.Decimals;
import dev.warren.costledger.budgets.definition.BudgetDefinition;
import dev.warren.costledger.budgets.definition.BudgetDefinitionRules;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.Budget.Origin;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a file of budgets: below {@code budgets}, each name has a definition as in a request. A file with one fault is
 * refused as a whole.
 */
final class BudgetFileReader {

    private static final String ROOT = "budgets";
    private static final String LIMIT = "limit";
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final List<String> faults = new ArrayList<>();

    private BudgetFileReader(Path file) {
        this.name = "warren.ledger.budgets-file " + file;
    }

    /**
     * Reads all of it.
     *
     * @throws IllegalArgumentException naming the file, and each budget and field that has a fault
     */
    static List<Entry> read(Path file) throws IOException {
        BudgetFileReader budgets = new BudgetFileReader(file);
        try (Reader yaml = Files.newBufferedReader(file)) {
            return budgets.entries(YAML.readTree(yaml));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(budgets.name + " does not exist", e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "%s, line %d: %s".formatted(budgets.name, e.getLocation().getLineNr(), e.getOriginalMessage()), e);
        }
    }

    private List<Entry> entries(JsonNode root) {
        JsonNode budgets = root.path(ROOT);
        if (!root.isObject() || root.size() != 1 || !(budgets.isObject() || budgets.isNull())) {
            throw new IllegalArgumentException(name + " must have names and definitions below 'budgets', nothing else");
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> budget : budgets.properties()) {
            add(entries, budget.getKey(), budget.getValue());
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(name + " has faults: " + String.join("; ", faults));
        }
        return entries;
    }

    private void add(List<Entry> entries, String budget, JsonNode node) {
        try {
            if (!(node instanceof ObjectNode fields)) {
                note(budget, "definition", "must have fields");
                return;
            }
            BudgetDefinition definition = YAML.treeToValue(exact(fields), BudgetDefinition.class);
            check(budget, definition);
            new BudgetDefinitionRules((field, _, detail) -> note(budget, field, detail))
                    .apply(budget, Origin.FILE, definition)
                    .ifPresent(made -> entries.add(new Entry(made, definition.why())));
        } catch (UnrecognizedPropertyException e) {
            note(budget, path(e), "is none of " + known(e));
        } catch (JsonMappingException e) {
            note(budget, path(e), "is not of the right kind");
        } catch (JacksonException e) {
            throw new IllegalArgumentException(name + ", budget " + budget + ": " + e.getOriginalMessage(), e);
        }
    }

    /** An amount need not be quoted: a number becomes the text that says the same, unless that would have no end. */
    private static ObjectNode exact(ObjectNode definition) {
        JsonNode limit = definition.path(LIMIT);
        return limit.isNumber() && Decimals.isWithinMeasure(limit.decimalValue())
                ? definition.put(LIMIT, limit.decimalValue().toPlainString())
                : definition;
    }

    private void check(String budget, BudgetDefinition definition) {
        if (definition.who() != null) {
            note(budget, "who", "is known: the file");
        }
        if (definition.why() != null) {
            new BudgetDefinitionRules((field, _, detail) -> note(budget, field, detail)).why(definition.why());
        }
    }

    private void note(String budget, String field, String message) {
        faults.add("budget %s: %s %s".formatted(budget, field, message));
    }

    private static String known(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
    }

    /**
     * A budget of the file.
     *
     * @param why what the file says about it; null where it says nothing
     */
    record Entry(Budget budget, String why) {}
}
