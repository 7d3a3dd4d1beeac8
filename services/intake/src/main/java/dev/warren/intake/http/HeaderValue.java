package dev.warren.intake.http;

import dev.warren.contracts.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of an attribute in a header, as the CloudEvents HTTP binding encodes it (3.1.3.2). */
final class HeaderValue {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final int OCTET = 0xFF;
    private static final int HEX = 16;

    private HeaderValue() {}

    /**
     * What it says: without its quotes, percent-decoded once, and read as UTF-8.
     *
     * @param header of which every character is an octet, as HTTP servers hand it out
     * @throws IllegalArgumentException with the fault, in words that follow the attribute's name
     */
    static String decoded(String header) {
        try {
            return Utf8.text(octets(unquoted(header)));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8: percent-encode the text as UTF-8", e);
        }
    }

    private static String unquoted(String header) {
        if (!header.startsWith("\"")) {
            return header;
        }
        Matcher quoted = QUOTED.matcher(header);
        if (!quoted.matches()) {
            throw new IllegalArgumentException("begins with a quote and does not end with one: encode a quote as %22");
        }
        return ESCAPE.matcher(quoted.group(1)).replaceAll("$1");
    }

    private static byte[] octets(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                octets.write(hex(text, i + 1) * HEX + hex(text, i + 2));
                i += 2;
            } else {
                octets.write(text.charAt(i) & OCTET);
            }
        }
        return octets.toByteArray();
    }

    private static int hex(String text, int index) {
        int digit = index < text.length() ? Character.digit(text.charAt(index), HEX) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("has a % without two hexadecimal digits after it: encode % as %25");
        }
        return digit;
    }
}
