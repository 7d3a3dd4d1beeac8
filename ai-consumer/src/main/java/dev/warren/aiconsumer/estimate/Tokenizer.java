package dev.warren.aiconsumer.estimate;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Counts tokens as OpenAI's models do; for others that is an estimate. A vocabulary is loaded when it is first needed,
 * which takes a moment, and stays. Thread-safe.
 */
@ApplicationScoped
class Tokenizer {

    private final EncodingRegistry vocabularies = Encodings.newLazyEncodingRegistry();

    /** How many tokens the model makes of the text; a model that is not known counts like the latest that is. */
    int count(String model, String text) {
        Encoding encoding = vocabularies
                .getEncodingForModel(model)
                .orElseGet(() -> vocabularies.getEncoding(EncodingType.O200K_BASE));
        return encoding.countTokensOrdinary(text);
    }
}
