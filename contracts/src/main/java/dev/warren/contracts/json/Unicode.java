package dev.warren.contracts.json;

/** What text may hold so that it is the same text after every encoding and in every store. */
public final class Unicode {

    private static final int REPLACEMENT = 0xFFFD;
    private static final int FIRST_IN_BLOCK = 0xFDD0;
    private static final int LAST_IN_BLOCK = 0xFDEF;
    private static final int LAST_TWO_OF_A_PLANE = 0xFFFE;

    private Unicode() {}

    /** Whether one half of a surrogate pair stands alone, which no encoding can carry. */
    static boolean hasLoneSurrogate(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int codePoint = Character.codePointAt(text, i);
                if (isSurrogate(codePoint)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Whether every database and every other program takes it: without a NUL and without half of a surrogate pair. */
    static boolean isStorable(CharSequence text) {
        return text.chars().noneMatch(character -> character == 0) && !hasLoneSurrogate(text);
    }

    /** Whether there is a character that CloudEvents forbids in a string, or one that stands for bytes lost before. */
    public static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint)
                || isSurrogate(codePoint)
                || codePoint == REPLACEMENT
                || isNoncharacter(codePoint);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & LAST_TWO_OF_A_PLANE) == LAST_TWO_OF_A_PLANE
                || (codePoint >= FIRST_IN_BLOCK && codePoint <= LAST_IN_BLOCK);
    }
}
