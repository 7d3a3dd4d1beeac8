package dev.warren.cli.text;

import java.util.regex.Pattern;

/** Text from events, made harmless for a terminal. */
public final class TerminalSafeText {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");
    private static final String REPLACEMENT = "\uFFFD";

    private TerminalSafeText() {}

    /** Line breaks and tabs stay; every other control and format character is replaced. */
    public static String of(String text) {
        return CONTROLS.matcher(text).replaceAll(REPLACEMENT);
    }
}
