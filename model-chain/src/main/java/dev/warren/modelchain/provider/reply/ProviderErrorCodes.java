package dev.warren.modelchain.provider.reply;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words by which programs know what was wrong: codes and types of errors, never messages for people. */
final class ProviderErrorCodes {

    private static final String ERROR = "/error";

    /** The most telling one first: codes, Google's status, types; and where some servers put them beside the error. */
    private static final List<String> WORDS =
            List.of("/error/code", "/error/status", "/error/type", "/code", "/type", ERROR);

    static final Set<String> PLACES = Set.copyOf(WORDS);

    /**
     * Words and short numbers: a message has spaces, and a key or a part of a text, if a server repeats it here, has
     * letters and digits mixed.
     */
    private static final Pattern CODE =
            Pattern.compile("(?:[A-Za-z]{1,40}|\\d{1,6})(?:[_.:-](?:[A-Za-z]{1,40}|\\d{1,6})){0,8}");

    private static final Pattern STATUS = Pattern.compile("[45]\\d\\d");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** The error codes of providers for an account that has no credit left. */
    private static final Set<String> OUT_OF_MONEY = Set.of(
            "insufficient_quota", // OpenAI, Azure and most others
            "billing_hard_limit_reached",
            "billing_not_active",
            "insufficient_balance",
            "insufficient_credits",
            "insufficient_user_quota",
            "credit_balance_too_low",
            "exceeded_current_quota_error", // Moonshot
            "budget_exceeded", // LiteLLM
            "arrearage", // Alibaba
            "payment_required");

    private ProviderErrorCodes() {}

    /**
     * The code that says most; a number only where there is no word.
     *
     * @param successful whether the response says that it is no error, and only what is called one is one
     */
    static Optional<String> of(Map<String, String> found, boolean successful) {
        List<String> words = words(found, successful ? ERROR : "").toList();
        return words.stream()
                .filter(word -> !NUMBER.matcher(word).matches())
                .findFirst()
                .or(() -> words.stream().findFirst())
                .map(ProviderText::of);
    }

    /** Whether something is called an error. */
    static boolean areIn(Map<String, String> found) {
        return found.keySet().stream().anyMatch(place -> place.startsWith(ERROR));
    }

    /** The HTTP status that the error names as its code; empty where it names none. */
    static OptionalInt status(Map<String, String> found) {
        return Stream.ofNullable(found.get(ERROR + "/code"))
                .filter(STATUS.asMatchPredicate())
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    static boolean sayOutOfMoney(Map<String, String> found) {
        return words(found, "").map(word -> word.toLowerCase(Locale.ROOT)).anyMatch(OUT_OF_MONEY::contains);
    }

    private static Stream<String> words(Map<String, String> found, String under) {
        return WORDS.stream()
                .filter(place -> place.startsWith(under))
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(CODE.asMatchPredicate());
    }
}
