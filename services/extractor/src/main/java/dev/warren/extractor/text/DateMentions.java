package dev.warren.extractor.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds dates: {@code 2026-12-01}, {@code 01.12.2026}, {@code 12/01/2026}, {@code 1 December 2026}, {@code Dec 1,
 * 2026}. One that may be read with the day or the month first has both readings.
 */
public final class DateMentions {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int LETTERS = 3;
    private static final int THIS_CENTURY = 2000;
    private static final int SHORT_YEAR = 100;
    private static final String MONTH =
            "(?i:(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober)?)";

    private static final Pattern YEAR_FIRST = Pattern.compile("(?<!\\d)(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)");
    private static final Pattern YEAR_LAST =
            Pattern.compile("(?<![\\d.])(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern DAY_MONTH =
            Pattern.compile("(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.)? (?:of )?" + MONTH + "[.,]? (\\d{4})(?!\\d)");
    private static final Pattern MONTH_DAY =
            Pattern.compile("(?<!\\p{L})" + MONTH + "\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)");

    private DateMentions() {}

    /** All of them, in the order of the text. */
    public static List<Mention<LocalDate>> of(String text) {
        List<Mention<LocalDate>> found = new ArrayList<>();
        find(text, YEAR_FIRST, it -> dates(date(it.group(1), it.group(3), it.group(4))), found);
        find(text, YEAR_LAST, DateMentions::yearLast, found);
        find(text, DAY_MONTH, it -> dates(date(it.group(3), month(it.group(2)), it.group(1))), found);
        find(text, MONTH_DAY, it -> dates(date(it.group(3), month(it.group(1)), it.group(2))), found);
        found.sort(Comparator.comparingInt(Mention::start));
        return found;
    }

    private static void find(
            String text,
            Pattern pattern,
            Function<MatchResult, List<LocalDate>> reading,
            List<Mention<LocalDate>> found) {
        pattern.matcher(text)
                .results()
                .map(it -> new Mention<>(it.start(), it.end(), reading.apply(it)))
                .filter(mention -> !mention.readings().isEmpty())
                .forEach(found::add);
    }

    private static List<LocalDate> yearLast(MatchResult it) {
        LocalDate dayFirst = date(it.group(4), it.group(3), it.group(1));
        return it.group(2).equals("/") ? dates(dayFirst, date(it.group(4), it.group(1), it.group(3))) : dates(dayFirst);
    }

    private static List<LocalDate> dates(LocalDate... readings) {
        Set<LocalDate> dates = new LinkedHashSet<>();
        for (LocalDate reading : readings) {
            if (reading != null) {
                dates.add(reading);
            }
        }
        return List.copyOf(dates);
    }

    /** Null where there is no such day. */
    private static LocalDate date(String year, String month, String day) {
        int years = Integer.parseInt(year);
        try {
            return LocalDate.of(
                    years < SHORT_YEAR ? THIS_CENTURY + years : years, Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String month(String name) {
        return Integer.toString(1 + MONTHS.indexOf(name.substring(0, LETTERS).toLowerCase(Locale.ROOT)) / LETTERS);
    }
}
