package dev.warren.extractor.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds numbers as people write them: {@code 1234.5}, {@code 1,234.50}, {@code 1.234,50}, {@code 1'234}. */
public final class NumberMentions {

    private static final int LONGEST = 40;

    /** Possessive, so that the time is linear. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\d.,])[-\u2212]?+\\d++(?:[.,'\u2019\u00a0\u202f]\\d++)*+(?![\\p{L}\\d])");

    private static final Pattern SEPARATOR = Pattern.compile("[^\\d]");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:(\\D)\\d{3})(?:\\1\\d{3})*");

    private NumberMentions() {}

    /** All of them, in the order of the text. */
    public static List<Mention<BigDecimal>> of(String text) {
        return NUMBER.matcher(text)
                .results()
                .filter(found -> found.end() - found.start() <= LONGEST)
                .map(NumberMentions::mention)
                .filter(mention -> !mention.readings().isEmpty())
                .toList();
    }

    private static Mention<BigDecimal> mention(MatchResult found) {
        String written = found.group().replace('\u2212', '-');
        boolean negative = written.startsWith("-");
        List<BigDecimal> readings = readings(negative ? written.substring(1) : written).stream()
                .map(number -> negative ? number.negate() : number)
                .toList();
        return new Mention<>(found.start(), found.end(), readings);
    }

    private static List<BigDecimal> readings(String written) {
        List<BigDecimal> readings = new ArrayList<>();
        if (!SEPARATOR.matcher(written).find() || GROUPED.matcher(written).matches()) {
            readings.add(new BigDecimal(digits(written)));
        }
        int point = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','));
        if (point > 0) {
            String whole = written.substring(0, point);
            boolean isGroup = GROUPED.matcher(whole).matches() && whole.indexOf(written.charAt(point)) < 0;
            if (isGroup || !SEPARATOR.matcher(whole).find()) {
                readings.add(new BigDecimal(digits(whole) + "." + written.substring(point + 1)));
            }
        }
        return readings;
    }

    private static String digits(String written) {
        return SEPARATOR.matcher(written).replaceAll("");
    }
}
