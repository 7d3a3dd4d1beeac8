package dev.warren.modelchain.provider.call;

import dev.warren.modelchain.provider.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Delimits untrusted text in a prompt, as a guard against prompt injection. A prompt puts the text between two lines
 * with a key; the key is derived from the whole text, so that a text cannot contain its own key and its author cannot
 * close the delimiter.
 */
final class PromptDelimiter {

    private static final int KEY_LENGTH = 16;

    private PromptDelimiter() {}

    /** The message of the user: the text, fenced off, after what was wrong with the previous answer. */
    static String message(Question question) {
        String complaint = question.complaint().isEmpty()
                ? ""
                : "Your previous answer could not be used: %s\n".formatted(question.complaint());
        String key = key(question.text());
        return """
                %sThe key is %s.
                BEGIN %s
                %s
                END %s
                """.formatted(complaint, key, key, question.text(), key);
    }

    /** The key for a text; the same text has the same key. */
    static String key(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
