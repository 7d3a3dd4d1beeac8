package dev.warren.modelchain.store.key;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.Provider;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * When two questions are the same: same feature in the same version and definition, same provider and model, same text.
 */
public final class QuestionKeys {

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    /** By name: features do not change while the process runs, and some have hundreds of examples. */
    private final Map<String, String> definitions = new ConcurrentHashMap<>();

    public UUID of(Feature feature, Provider provider, String text) {
        String definition = definitions.computeIfAbsent(feature.name(), name -> definition(feature));
        return DigestKeys.of(List.of(definition, provider.name(), provider.model(feature), normalized(text)));
    }

    /** Everything that the answer depends on and that a person can change. */
    private static String definition(Feature feature) {
        return DigestKeys.of(List.of(
                        feature.name(),
                        Integer.toString(feature.version()),
                        feature.kind().name(),
                        feature.settings().text()))
                .toString();
    }

    /** Neither how a character is composed nor how much space is between words makes another question. */
    private static String normalized(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return SPACE.matcher(composed).replaceAll(" ").strip();
    }
}
