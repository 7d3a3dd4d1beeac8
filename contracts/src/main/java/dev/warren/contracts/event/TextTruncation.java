package dev.warren.contracts.event;

/** Text that has to fit somewhere. */
public final class TextTruncation {

    private static final String CUT = "...";

    private TextTruncation() {}

    /** The text, or its beginning with a mark where it is longer; an empty one for null. */
    public static String bounded(String text, int max) {
        if (text == null) {
            return "";
        }
        return text.length() <= max ? text : beginning(text, max - CUT.length()) + CUT;
    }

    /** Half a character would be no text that can be stored. */
    private static String beginning(String text, int length) {
        boolean splits = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splits ? length - 1 : length);
    }
}
