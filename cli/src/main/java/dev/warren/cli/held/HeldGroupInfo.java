package dev.warren.cli.held;

import dev.warren.cli.text.Counted;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Events that wait for the same, as an AI consumer tells it.
 *
 * @param account the only one that they are on, as in {@code daily userid=u-42}; null where they are on several
 * @param why exhausted, busy or unpriced; null where that is not known
 * @param oldest since when the first one waits; null where that is not known
 * @param needed what has to be left for all of them; null where no price is known
 */
record HeldGroupInfo(
        String budget,
        String account,
        int accounts,
        String feature,
        String why,
        long events,
        Instant oldest,
        BigDecimal needed,
        String currency) {

    /** For whom, in the words of the budgets' tables. */
    String whom() {
        if (account == null) {
            return Counted.of(accounts, "account");
        }
        return Arrays.stream(account.split(" "))
                .skip(1)
                .map(HeldGroupInfo::part)
                .collect(Collectors.joining(", "));
    }

    /** Why they wait. */
    String reason() {
        return switch (why == null ? "" : why) {
            case "exhausted" -> "spent";
            case "busy" -> "reserved";
            case "unpriced" -> "no price";
            default -> "";
        };
    }

    /** What would end their waiting. */
    String price() {
        if ("unpriced".equals(why)) {
            return "a price";
        }
        return needed == null ? "" : needed.stripTrailingZeros().toPlainString() + " " + currency;
    }

    private static String part(String part) {
        String[] said = part.split("=", 2);
        String name = said[0].equals("userid") ? "user" : said[0];
        return name + " " + URLDecoder.decode(said[said.length - 1], StandardCharsets.UTF_8);
    }
}
