package dev.warren.modelchain.local;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long text into pieces that the embedding model was trained to read. */
final class Windows {

    /** About 250 tokens of English: the length up to which the model was trained. */
    static final int LENGTH = 1_200;

    /** What a text says after some 2,500 words does not change what it is about, but costs as much. */
    static final int MAX = 12;

    private Windows() {}

    /**
     * Pieces of at most {@link #LENGTH} characters, cut between words where there are any; at most {@link #MAX} of
     * them.
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
        int limit = start + LENGTH;
        if (limit >= text.length()) {
            return text.length();
        }
        for (int end = limit; end > start + LENGTH / 2; end--) {
            if (Character.isWhitespace(text.charAt(end))) {
                return end;
            }
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }
}
