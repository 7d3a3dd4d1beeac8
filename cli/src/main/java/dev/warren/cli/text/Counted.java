package dev.warren.cli.text;

/** A number with its noun in the right form: {@code 1 month}, {@code 2 months}. */
public final class Counted {

    private Counted() {}

    /** Nouns whose plural ends in {@code s}. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
