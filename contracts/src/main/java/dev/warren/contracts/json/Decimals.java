package dev.warren.contracts.json;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Numbers that outside programs wrote. An exponent of ten characters makes a number with a billion digits as soon as
 * somebody computes with it: whatever is read here has at most {@link StrictJson#LONGEST_NUMBER} characters and an
 * exponent within {@link StrictJson#LARGEST_EXPONENT}, so that computing with it costs next to nothing.
 */
public final class Decimals {

    private static final int DIGITS_OF_THE_LARGEST_EXPONENT =
            Integer.toString(StrictJson.LARGEST_EXPONENT).length();

    private Decimals() {}

    /**
     * The number that the text is, to the last digit.
     *
     * @throws NumberFormatException if it is none, or beyond measure
     */
    public static BigDecimal read(String text) {
        fault(text).ifPresent(fault -> {
            throw new NumberFormatException("is " + fault);
        });
        return new BigDecimal(text);
    }

    /**
     * The number as it is written for a person, to the last digit: without an exponent, and without zeros at its end.
     */
    public static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** What is beyond measure about a number, if anything is. */
    static Optional<String> fault(CharSequence number) {
        if (number.length() > StrictJson.LONGEST_NUMBER) {
            return Optional.of("a number of more than " + StrictJson.LONGEST_NUMBER + " characters");
        }
        return significantDigitsOfExponent(number) > DIGITS_OF_THE_LARGEST_EXPONENT
                ? Optional.of("a number with an exponent beyond " + StrictJson.LARGEST_EXPONENT)
                : Optional.empty();
    }

    /** Whether a number that somebody else read is one that could have been read here. */
    public static boolean isWithinMeasure(BigDecimal number) {
        return Math.abs((long) number.scale()) <= StrictJson.LARGEST_EXPONENT + StrictJson.LONGEST_NUMBER
                && number.precision() <= StrictJson.LONGEST_NUMBER;
    }

    private static int significantDigitsOfExponent(CharSequence number) {
        String text = number.toString();
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        return e < 0 ? 0 : text.substring(e + 1).replaceFirst("^[+-]?0*", "").length();
    }
}
