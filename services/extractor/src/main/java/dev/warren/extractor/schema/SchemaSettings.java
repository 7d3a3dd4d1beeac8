package dev.warren.extractor.schema;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Schema of an object, of the keywords that are listed here. Lists may hold objects, and objects only values.
 */
public interface SchemaSettings {

    /** The fields by name. */
    Map<String, Property> properties();

    /** The fields that every answer must have. */
    Optional<List<String>> required();

    /** A value. */
    interface Value {

        /**
         * {@code string}, {@code number}, {@code integer}, {@code boolean}, for a field {@code array}, for elements of
         * an array {@code object}; may be left out where there is an {@code enum}.
         */
        Optional<String> type();

        /** What it means, for the model. */
        Optional<String> description();

        /** Of a string: {@code date}, {@code email}. */
        Optional<String> format();

        /** What a string matches somewhere, as an expression of RE2, whose time is linear. */
        Optional<String> pattern();

        /** What a string may be. */
        @WithName("enum")
        Optional<List<String>> options();

        /** The least number. */
        Optional<BigDecimal> minimum();

        /** The largest number. */
        Optional<BigDecimal> maximum();

        /** The shortest string, in characters. */
        @WithName("minLength")
        @WithDefault("1")
        int minLength();

        /** The longest string, in characters; 10000 at most. */
        @WithName("maxLength")
        @WithDefault("1000")
        int maxLength();

        /** Whether its place in the text is wanted, and a value that is not in the text refused or left out. */
        @WithDefault("false")
        boolean locate();
    }

    /** A field. */
    interface Property extends Value {

        /** The elements of an array. */
        Optional<Items> items();

        /** The longest array; 100 at most. */
        @WithName("maxItems")
        @WithDefault("20")
        int maxItems();
    }

    /** The elements of an array. */
    interface Items extends Value {

        /** The fields of an object, by name. */
        Map<String, Value> properties();

        /** The fields that every object must have. */
        Optional<List<String>> required();
    }
}
