package dev.warren.http.guard;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The target of a request as it was sent. */
final class RequestTarget {

    private static final char ESCAPE = '%';
    private static final int ESCAPED_LENGTH = 3;
    private static final int LAST_ASCII = 0x7e;

    private RequestTarget() {}

    /** Whether it is a URI, and everything that is escaped in it is UTF-8 without a NUL. */
    static boolean isReadable(String uri) {
        return isUri(uri) && isEscapedWell(uri);
    }

    private static boolean isUri(String uri) {
        try {
            new URI(uri);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isEscapedWell(String uri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            int value = uri.charAt(i);
            if (value == ESCAPE) {
                value = escaped(uri, i);
                i += ESCAPED_LENGTH - 1;
            } else if (value > LAST_ASCII) {
                return false;
            }
            if (value <= 0) {
                return false;
            }
            bytes.write(value);
        }
        return isUtf8(bytes.toByteArray());
    }

    private static int escaped(String uri, int at) {
        boolean isEscape = at + ESCAPED_LENGTH <= uri.length()
                && HexFormat.isHexDigit(uri.charAt(at + 1))
                && HexFormat.isHexDigit(uri.charAt(at + 2));
        return isEscape ? HexFormat.fromHexDigits(uri, at + 1, at + ESCAPED_LENGTH) : -1;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
