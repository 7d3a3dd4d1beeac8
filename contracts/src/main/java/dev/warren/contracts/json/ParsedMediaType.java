package dev.warren.contracts.json;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a body is, by RFC 9110: case and the spaces around parameters mean nothing.
 *
 * @param essence type and subtype, in lower case; empty where there is none
 * @param charset the parameter, in lower case
 */
public record ParsedMediaType(String essence, Optional<String> charset) {

    private static final Pattern ESSENCE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+/[!#$%&'*+.^_`|~0-9a-z-]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

    /** Reads a content type; null, and what is no media type, has an empty essence. */
    public static ParsedMediaType of(String contentType) {
        String text = contentType == null ? "" : contentType;
        String essence = text.split(";", 2)[0].strip();
        Matcher charset = CHARSET.matcher(text);
        return new ParsedMediaType(
                ESSENCE.matcher(essence).matches() ? essence.toLowerCase(Locale.ROOT) : "",
                charset.find() ? Optional.of(charset.group(1).toLowerCase(Locale.ROOT)) : Optional.empty());
    }

    /** Whether such a body is JSON: by its subtype, or by the subtype's suffix. */
    public boolean isJson() {
        return essence.endsWith("/json") || essence.endsWith("+json");
    }

    /** Whether text is read as UTF-8, the only encoding of JSON. */
    public boolean isUtf8() {
        return charset.filter(name -> !name.equals("utf-8") && !name.equals("utf8") && !name.equals("us-ascii"))
                .isEmpty();
    }
}
