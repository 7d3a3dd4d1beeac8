package dev.warren.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.extractor.local.RuleExtractor;
import dev.warren.extractor.schema.Field;
import org.junit.jupiter.api.Test;

class RuleExtractorTest {

    private static final ExtractionRules RULES = SettingsText.rules("""
            schema:
              properties:
                contact: {type: string, format: email}
                currency: {enum: [EUR, USD]}
                customer: {type: string}
                lines: {type: array, items: {type: object, properties: {amount: {type: number}}}}
                dueDate: {type: string, format: date}
                invoiceDate: {type: string, format: date}
                number: {type: string, pattern: '^INV-[0-9]+$'}
                orders: {type: array, maxItems: 2, items: {type: string, pattern: 'PO-[0-9]+'}}
                total: {type: number}
            """);

    @Test
    void whatRulesCanTellIsFilled() {
        // When
        var values = RuleExtractor.extract("""
                Invoice INV-77 for PO-1, PO-2 and PO-1
                Invoice date: 30.11.2026, due on 24 December 2026
                3 chairs, together EUR 1,234.50
                Questions? Write to billing@example.com.
                """, RULES.fields());

        // Then
        assertThat(values).hasToString("""
                {"contact":"billing@example.com","currency":"EUR","dueDate":"2026-12-24","invoiceDate":"2026-11-30",\
                "number":"INV-77","orders":["PO-1","PO-2"],"total":1234.50}""");
    }

    @Test
    void theExampleOfTheGuideIsAnswered() {
        // Given
        ExtractionRules rules = SettingsText.rules("""
                schema:
                  required: [orderNumber]
                  properties:
                    orderNumber: {type: string, pattern: 'PO-[0-9]{4,10}', locate: true}
                    arrival: {type: string, format: date}
                    parcels: {type: integer, minimum: 1}
                    carrier: {enum: [DHL, UPS, GLS]}
                """);

        // When
        var values = RuleExtractor.extract(
                "Your order PO-20077 leaves with DHL today. It arrives on 4 December 2026. Parcels: 3", rules.fields());

        // Then
        assertThat(values)
                .hasToString(
                        "{\"arrival\":\"2026-12-04\",\"carrier\":\"DHL\",\"orderNumber\":\"PO-20077\",\"parcels\":3}");
    }

    @Test
    void whatIsNotThereOrMayBeMeantInTwoWaysIsLeftOut() {
        // When
        var values = RuleExtractor.extract("EUR or USD? Between 01/02/2026 and 3 chairs", RULES.fields());

        // Then
        assertThat(values).hasToString("{\"orders\":[]}");
    }

    @Test
    void fieldsThatNoRuleFillsAreNamed() {
        assertThat(RuleExtractor.unfillable(RULES.fields()).map(Field::name)).containsExactly("customer", "lines");
    }
}
