package dev.warren.extractor.schema;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;

/**
 * One value to extract.
 *
 * @param name its name in the result
 * @param type what it may be
 * @param description what it means; may be empty
 * @param required whether an answer without it is none
 * @param locate whether its place in the text is wanted
 * @param pattern an expression of RE2 that a string matches; null for any
 * @param options what a choice may be; empty for others
 * @param minimum the least number; null for any
 * @param maximum the largest number; null for any
 * @param minLength the shortest string, in characters
 * @param maxLength the longest string, in characters
 * @param maxItems the longest list
 * @param items the element of a list; null for others
 * @param fields those of an object; empty for others
 */
@RegisterForReflection
public record Field(
        String name,
        FieldType type,
        String description,
        boolean required,
        boolean locate,
        String pattern,
        List<String> options,
        BigDecimal minimum,
        BigDecimal maximum,
        int minLength,
        int maxLength,
        int maxItems,
        Field items,
        List<Field> fields) {}
