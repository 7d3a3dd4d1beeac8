package dev.warren.messaging;

/** Text that has to fit somewhere. */
public final class Text {

    private static final String CUT = "...";

    private Text() {}

    /** The text, or its beginning with a mark where it is longer; an empty one for null. */
    public static String bounded(String text, int max) {
        if (text == null) {
            return "";
        }
        return text.length() <= max ? text : text.substring(0, max - CUT.length()) + CUT;
    }
}
