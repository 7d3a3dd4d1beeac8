package dev.warren.modelchain.local;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a long text into pieces that the embedding model reads to their end: its tokenizer silently drops what comes
 * after 126 tokens.
 */
final class TextWindows {

    /** English with some numbers and names in it has less than 126 tokens in so many characters. */
    static final int LENGTH = 450;

    /** What a text says after some 1,800 words hardly changes what it is about, but costs as much. */
    static final int MAX = 24;

    private TextWindows() {}

    /**
     * Pieces of about equal length, cut between words where there are any; the text after the last of them is left out.
     */
    static List<String> of(String text) {
        List<String> windows = new ArrayList<>();
        int start = 0;
        while (start < text.length() && windows.size() < MAX) {
            int end = end(text, start);
            windows.add(text.substring(start, end));
            start = end;
        }
        return windows;
    }

    private static int end(String text, int start) {
        int left = text.length() - start;
        if (left <= LENGTH) {
            return text.length();
        }
        int share = Math.ceilDiv(left, Math.ceilDiv(left, LENGTH));
        int limit = start + share;
        for (int end = limit; end > start + share / 2; end--) {
            if (Character.isWhitespace(text.charAt(end))) {
                return end;
            }
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }
}
