package dev.warren.modelchain.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.warren.contracts.json.PooledJson;

/**
 * The settings of a feature that only its skill knows.
 *
 * @param values the skill's record
 * @param text all of them, in a text that is another whenever any of them is: none can be forgotten where answers are
 *     stored
 */
public record SkillSettings(Record values, String text) {

    /** No settings. */
    public static final SkillSettings NONE = new SkillSettings(new None(), "");

    private static final ObjectMapper MAPPER = PooledJson.mapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private record None() {}

    /**
     * Settings of a skill.
     *
     * @param values strings, numbers, lists, maps and such records, registered for reflection
     * @throws IllegalStateException if the record cannot be written as JSON, as where it is not registered for
     *     reflection
     */
    public static SkillSettings of(Record values) {
        try {
            return new SkillSettings(values, MAPPER.writeValueAsString(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings must be a record of values that can be written as JSON", e);
        }
    }
}
