package dev.warren.extractor.schema;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.stream.Stream;

/** What a field may be. */
@RegisterForReflection
public enum FieldType {
    /** Any text. */
    STRING("string", ""),
    /** A date without a time, {@code 2026-12-01}. */
    DATE("string", "date"),
    /** An e-mail address. */
    EMAIL("string", "email"),
    /** One of a list of texts. */
    CHOICE("string", ""),
    /** A decimal number. */
    NUMBER("number", ""),
    /** A whole number. */
    INTEGER("integer", ""),
    /** Yes or no. */
    BOOLEAN("boolean", ""),
    /** Some values of one type. */
    LIST("array", ""),
    /** Some fields, as an element of a list. */
    OBJECT("object", "");

    private final String type;
    private final String format;

    FieldType(String type, String format) {
        this.type = type;
        this.format = format;
    }

    /** What is so called in a JSON Schema; a choice is a string with options. */
    static Optional<FieldType> of(String type, String format) {
        return Stream.of(values())
                .filter(it -> it != CHOICE && it.type.equals(type) && it.format.equals(format))
                .findFirst();
    }

    /** The {@code type} of a JSON Schema. */
    String type() {
        return type;
    }

    /** The {@code format} of a JSON Schema; empty without one. */
    String format() {
        return format;
    }

    /** Whether it is a number of some sort. */
    public boolean isNumber() {
        return this == NUMBER || this == INTEGER;
    }

    boolean isText() {
        return type.equals("string");
    }
}
