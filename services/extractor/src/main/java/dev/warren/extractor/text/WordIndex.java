package dev.warren.extractor.text;

import java.util.List;
import java.util.Optional;

/** A text without regard to case and to how much space is where. */
final class WordIndex {

    private final StringBuilder plain = new StringBuilder();
    private final int[] origins;

    WordIndex(String text) {
        origins = new int[text.length() + 1];
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isSpace = Character.isWhitespace(character) || Character.isSpaceChar(character);
            if (!isSpace || !space) {
                origins[plain.length()] = i;
                plain.append(isSpace ? ' ' : Character.toLowerCase(Character.toUpperCase(character)));
            }
            space = isSpace;
        }
        origins[plain.length()] = text.length();
    }

    /** The first place of these words, which are no part of longer ones; without a reading. */
    Optional<Mention<String>> find(String words) {
        String wanted = new WordIndex(words.strip()).plain.toString();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        for (int at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            if (isEdge(at) && isEdge(end)) {
                return Optional.of(new Mention<>(origins[at], origins[end - 1] + 1, List.of()));
            }
        }
        return Optional.empty();
    }

    private boolean isEdge(int at) {
        return at == 0
                || at == plain.length()
                || !Character.isLetterOrDigit(plain.charAt(at - 1))
                || !Character.isLetterOrDigit(plain.charAt(at));
    }
}
