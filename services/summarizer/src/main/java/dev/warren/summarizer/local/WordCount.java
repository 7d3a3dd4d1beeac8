package dev.warren.summarizer.local;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words, as far as they are counted against a limit. */
final class WordCount {

    /**
     * A run between spaces; a character of a script without spaces; and a piece of a run that is longer than any word,
     * so that a limit in words always limits the length as well.
     */
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|[^\\s\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]{1,50}");

    private static final Pattern TERM = Pattern.compile("[\\p{L}\\p{N}]{3,}");
    private static final String ELLIPSIS = "…";
    private static final String STOPS = ".!?…。！？؟";
    private static final String CLOSING = "\"'”’»)]」』 ";

    private WordCount() {}

    static int count(String text) {
        return (int) WORD.matcher(text).results().count();
    }

    /** The first words of a text with more of them, and an ellipsis. */
    static String first(int words, String text) {
        Matcher matcher = WORD.matcher(text);
        for (int i = 0; i < words; i++) {
            matcher.find();
        }
        return text.substring(0, matcher.end()) + ELLIPSIS;
    }

    /** Whether a line ends as sentences end; headings and list items usually do not. Quotes and brackets may follow. */
    static boolean endSentence(String line) {
        int last = line.length() - 1;
        while (last >= 0 && CLOSING.indexOf(line.charAt(last)) >= 0) {
            last--;
        }
        return last >= 0 && STOPS.indexOf(line.charAt(last)) >= 0;
    }

    /** What a text is about, word by word: lower case, without punctuation and very short words. */
    static List<String> terms(String text) {
        return TERM.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(hit -> hit.group())
                .toList();
    }
}
