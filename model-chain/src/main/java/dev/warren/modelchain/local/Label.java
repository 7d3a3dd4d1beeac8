package dev.warren.modelchain.local;

import java.util.List;

/**
 * One word of a feature's vocabulary and what it means.
 *
 * @param name what the result says; not blank
 * @param description what belongs under the label, as one would explain it to a new colleague; may be blank if there
 *     are examples
 * @param examples texts that belong under the label; never null, may be empty if there is a description
 */
public record Label(String name, String description, List<String> examples) {

    public Label {
        description = description == null ? "" : description;
        examples = examples == null ? List.of() : List.copyOf(examples);
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("A label needs a name");
        }
        if (description.isBlank() && examples.isEmpty()) {
            throw new IllegalArgumentException("Label '" + name + "' needs a description or examples");
        }
    }
}
