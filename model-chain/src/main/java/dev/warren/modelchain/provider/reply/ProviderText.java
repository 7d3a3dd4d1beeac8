package dev.warren.modelchain.provider.reply;

import dev.warren.contracts.v1.ProviderReport;
import java.util.regex.Pattern;

/**
 * Texts of a provider that are kept: characters that can be printed, and no more than {@link ProviderReport#LONGEST}.
 */
final class ProviderText {

    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}]+");

    private ProviderText() {}

    /** The beginning of what can be printed; null where that is nothing. */
    static String of(String text) {
        if (text == null) {
            return null;
        }
        String printable = OTHERS.matcher(text).replaceAll(" ").strip();
        return printable.isEmpty() ? null : beginning(printable);
    }

    /** Half of a surrogate pair cannot be printed. */
    private static String beginning(String text) {
        if (text.length() <= ProviderReport.LONGEST) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(ProviderReport.LONGEST - 1));
        return text.substring(0, splits ? ProviderReport.LONGEST - 1 : ProviderReport.LONGEST);
    }
}
