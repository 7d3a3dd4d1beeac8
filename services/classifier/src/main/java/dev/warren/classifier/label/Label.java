package dev.warren.classifier.label;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;

/**
 * One word of a feature's vocabulary and what it means.
 *
 * @param name what the result says; not blank. Hyphens and underscores are read as spaces
 * @param description what belongs under the label, as one would explain it to a new colleague; may be blank
 * @param examples texts that belong under the label; may be empty
 */
@RegisterForReflection
public record Label(String name, String description, List<String> examples) {

    public Label {
        description = description == null ? "" : description;
        examples = examples == null ? List.of() : List.copyOf(examples);
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("A label needs a name");
        }
    }

    /** Everything that tells what the label means: at least one text. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (!description.isBlank() || examples.isEmpty()) {
            texts.add(name.replaceAll("[-_]+", " ") + ": " + description);
        }
        texts.addAll(examples);
        return texts;
    }
}
