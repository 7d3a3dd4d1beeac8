package dev.warren.messaging.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * How a body was packed, by the header {@code content-encoding} of HTTP and the property {@code content-encoding} of
 * AMQP.
 */
public final class ContentEncoding {

    /** What is understood, for those who sent something else. */
    public static final List<String> SUPPORTED = List.of("gzip", "identity");

    private ContentEncoding() {}

    /**
     * The body as it was before it was packed; no more than one byte over the limit is read of it. AMQP clients name
     * the text's encoding in this place, which is no packing.
     *
     * @param encoding as it was said; null and empty for none
     * @throws UnsupportedEncodingException if it is neither of {@link #SUPPORTED}
     * @throws IOException if the body is not packed as it says
     */
    public static byte[] unpacked(byte[] body, String encoding, int limit) throws IOException {
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity", "utf-8", "utf8", "us-ascii", "ascii", "binary" -> body;
            case "gzip", "x-gzip" -> inflated(body, limit);
            default -> throw new UnsupportedEncodingException("must be one of: " + String.join(", ", SUPPORTED));
        };
    }

    private static byte[] inflated(byte[] body, int limit) throws IOException {
        try (GZIPInputStream inflating = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return inflating.readNBytes(limit + 1);
        }
    }
}
