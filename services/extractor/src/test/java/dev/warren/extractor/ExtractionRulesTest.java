package dev.warren.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.extractor.schema.Field;
import dev.warren.extractor.schema.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtractionRulesTest {

    private static final String KEY = "warren.features.f.schema";

    private final List<String> faults = new ArrayList<>();

    @Test
    void aSchemaIsReadWithEverythingThatItSays() {
        // When
        ExtractionRules rules = SettingsText.rules("""
                unlocated: omit
                schema:
                  required: [number, lines]
                  properties:
                    number: {type: string, pattern: '^INV-[0-9]{4,8}$', locate: true, maxLength: 20}
                    due: {type: string, format: date, description: Until when}
                    currency: {enum: [EUR, USD]}
                    lines:
                      type: array
                      maxItems: 5
                      items:
                        type: object
                        required: [amount]
                        properties:
                          amount: {type: number, minimum: 0.01, maximum: 100}
                          paid: {type: boolean}
                """);

        // Then
        assertThat(rules.unlocated()).isEqualTo(Unlocated.OMIT);
        assertThat(rules.fields()).extracting(Field::name).containsExactly("currency", "due", "lines", "number");
        assertThat(rules.fields())
                .extracting(Field::type)
                .containsExactly(FieldType.CHOICE, FieldType.DATE, FieldType.LIST, FieldType.STRING);
        assertThat(rules.fields()).extracting(Field::required).containsExactly(false, false, true, true);
        assertThat(rules.fields().getLast().pattern()).isEqualTo("^INV-[0-9]{4,8}$");
        Field lines = rules.fields().get(2);
        assertThat(lines.maxItems()).isEqualTo(5);
        assertThat(lines.items().fields()).extracting(Field::name).containsExactly("amount", "paid");
        assertThat(lines.items().fields().getFirst().minimum()).isEqualByComparingTo("0.01");
    }

    @Test
    void everyFaultIsNamedWithItsKey() {
        // When
        SettingsText.read("""
                schema:
                  required: [nothing]
                  properties:
                    1st: {type: string}
                    amount: {type: number, pattern: x}
                    answer: {type: boolean, locate: true}
                    colour: {type: colour}
                    day: {type: string, format: week}
                    least: {type: string, minimum: 1}
                    list: {type: array}
                    long: {type: string, maxLength: 10001}
                    nested: {type: object}
                    same: {type: string, pattern: '(a)\\1'}
                    some: {type: array, maxItems: 101, items: {type: array}}
                """, List.of("primary"), faults);

        // Then
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        KEY + ".required: 'nothing' is none of the properties",
                        KEY + ".properties.1st: a name begins with a letter, and has letters, digits, - and _ only",
                        KEY + ".properties.amount.pattern: only a string has it",
                        KEY + ".properties.answer.locate: yes or no is not in a text",
                        KEY + ".properties.colour.type: must be string, number, integer, boolean, array or object",
                        KEY + ".properties.day.format: must be date or email, of a string",
                        KEY + ".properties.least: only a number has a minimum and a maximum",
                        KEY + ".properties.list.items: an array needs to say what its items are",
                        KEY + ".properties.long.maxLength: must be from 1 to 10000",
                        KEY + ".properties.nested.type: only the items of an array may be objects",
                        KEY + ".properties.same.pattern: is no expression of RE2: invalid escape sequence",
                        KEY + ".properties.some.maxItems: must be from 1 to 100",
                        KEY + ".properties.some.items.type: an array has no arrays");
    }

    @Test
    void aSchemaWithoutFieldsAndOneWithTooManyAreRefused() {
        // When
        SettingsText.read("kind: extraction", List.of("primary"), faults);
        SettingsText.read(
                IntStream.range(0, 51)
                        .mapToObj(i -> "    f%d: {type: string}\n".formatted(i))
                        .collect(Collectors.joining("", "schema:\n  properties:\n", "")),
                List.of("primary"),
                faults);

        // Then
        assertThat(faults)
                .containsExactly(
                        KEY + ".properties: there must be at least one", KEY + ": must not have more than 50 fields");
    }

    @Test
    void aRequiredFieldThatLocalCannotFillIsNamedWhereNobodyElseIsAsked() {
        // Given
        String yaml = """
                schema:
                  required: [customer, total]
                  properties:
                    customer: {type: string}
                    total: {type: number}
                    remark: {type: string}
                """;

        // When
        SettingsText.read(yaml, List.of("primary", "local"), faults);
        SettingsText.read(yaml, List.of("local"), faults);

        // Then
        assertThat(faults).singleElement().asString().startsWith(KEY + ".properties.customer: is required, and local");
    }
}
