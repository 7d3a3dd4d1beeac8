package dev.warren.aiconsumer.estimate;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/**
 * Counts tokens as OpenAI's models do; for others that is an estimate. A vocabulary is loaded when it is first needed,
 * which takes a moment, and stays. Thread-safe.
 */
@ApplicationScoped
class Tokenizer {

    /** In what is written in words, even a poor vocabulary has tokens of some bytes. */
    private static final int BYTES_PER_TOKEN = 4;

    private final EncodingRegistry vocabularies = Encodings.newLazyEncodingRegistry();

    /** How many tokens the model makes of the text; a model that is not known counts like the latest that is. */
    int count(String model, String text) {
        Encoding encoding = vocabularies
                .getEncodingForModel(model)
                .orElseGet(() -> vocabularies.getEncoding(EncodingType.O200K_BASE));
        return encoding.countTokensOrdinary(text);
    }

    /** No fewer than the model makes of the text; where the model is not known, every byte may be a token. */
    long most(String model, String text) {
        return vocabularies
                .getEncodingForModel(model)
                .map(encoding -> (long) encoding.countTokensOrdinary(text))
                .orElseGet(() -> (long) text.getBytes(StandardCharsets.UTF_8).length);
    }

    /** No fewer than the model has for what is so many tokens where the vocabulary is known. */
    long most(String model, int tokens) {
        return vocabularies.getEncodingForModel(model).isPresent() ? tokens : (long) tokens * BYTES_PER_TOKEN;
    }
}
