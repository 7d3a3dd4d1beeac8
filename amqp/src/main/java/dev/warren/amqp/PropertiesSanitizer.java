package dev.warren.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.Frame;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties of an outside program's message, fit to be published again, whatever they are: to a queue as well as
 * to a stream, which does not take every type and for which the broker closes the connection.
 *
 * <p>What a stream does not take becomes text: decimals, floating-point numbers that are none, times beyond the year
 * 9999, and what lies too deep. Text that is no UTF-8 becomes bytes. All headers together take no more than
 * {@value #MOST_BYTES} bytes: those of Warren and of CloudEvents go first, then the smallest; what has no room is cut
 * to a short text or left out, and named in {@value #SHORTENED}.
 */
public final class PropertiesSanitizer {

    /** Names the headers that were cut or left out, as one text with commas. */
    public static final String SHORTENED = "x-warren-shortened";

    /** Half of the smallest common frame size is left for the dead-letter headers. */
    static final int MOST_BYTES = 60 * 1024;

    private static final int LONGEST_WORD = 255;
    private static final int DEEPEST = 8;
    private static final int LONGEST_CUT = 200;
    private static final int LONGEST_LIST_OF_NAMES = 2000;
    private static final String CUT = "...";
    private static final Instant YEAR_ZERO = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_TEN_THOUSAND = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Comparator<Header> ORDER = Comparator.comparingInt(Header::rank)
            .thenComparingLong(Header::size)
            .thenComparing(Header::name);

    private PropertiesSanitizer() {}

    /** The same properties, headers included. */
    public static AMQP.BasicProperties of(AMQP.BasicProperties properties) {
        return properties
                .builder()
                .contentType(word(properties.getContentType()))
                .contentEncoding(word(properties.getContentEncoding()))
                .correlationId(word(properties.getCorrelationId()))
                .replyTo(word(properties.getReplyTo()))
                .expiration(word(properties.getExpiration()))
                .messageId(word(properties.getMessageId()))
                .type(word(properties.getType()))
                .userId(word(properties.getUserId()))
                .appId(word(properties.getAppId()))
                .clusterId(word(properties.getClusterId()))
                .headers(properties.getHeaders() == null ? null : headers(properties.getHeaders()))
                .build();
    }

    /** The same headers. */
    public static Map<String, Object> headers(Map<String, Object> headers) {
        Map<String, Object> carried = new TreeMap<>();
        headers.forEach((name, value) -> carried.put(word(name), stored(value, 1)));
        return bytes(carried) <= MOST_BYTES ? carried : shortened(carried);
    }

    /** How many bytes headers take in a frame. */
    public static long bytes(Map<String, Object> headers) {
        try {
            return headers == null ? 0 : Frame.tableSize(headers);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object stored(Object value, int depth) {
        if (depth > DEEPEST) {
            return CUT;
        }
        return switch (value) {
            case BigDecimal decimal -> decimal.toString();
            case Double number when !Double.isFinite(number) -> number.toString();
            case Float number when !Float.isFinite(number) -> number.toString();
            case Date time
            when !isOfOurDays(time.toInstant()) -> time.toInstant().toString();
            case LongString text -> text(text);
            case List<?> list -> list(list, depth);
            case Map<?, ?> table -> table(table, depth);
            case null, default -> value;
        };
    }

    private static boolean isOfOurDays(Instant time) {
        return !time.isBefore(YEAR_ZERO) && time.isBefore(YEAR_TEN_THOUSAND);
    }

    private static Object text(LongString text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.getBytes()));
            return text;
        } catch (CharacterCodingException e) {
            return text.getBytes();
        }
    }

    private static List<Object> list(List<?> list, int depth) {
        List<Object> carried = new ArrayList<>(list.size());
        list.forEach(element -> carried.add(stored(element, depth + 1)));
        return carried;
    }

    private static Map<String, Object> table(Map<?, ?> table, int depth) {
        Map<String, Object> carried = new LinkedHashMap<>();
        table.forEach((name, value) -> carried.put(word(String.valueOf(name)), stored(value, depth + 1)));
        return carried;
    }

    /** AMQP's names and most of its properties have 255 bytes at most, which may have become more in decoding. */
    private static String word(String text) {
        if (text == null || text.length() * 3 <= LONGEST_WORD || utf8(text) <= LONGEST_WORD) {
            return text;
        }
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            bytes += utf8(text.substring(end, next));
            if (bytes > LONGEST_WORD) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Map<String, Object> shortened(Map<String, Object> all) {
        List<Header> headers = all.entrySet().stream()
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .sorted(ORDER)
                .toList();
        Map<String, Object> carried = new TreeMap<>();
        List<String> names = new ArrayList<>();
        long left = MOST_BYTES - LONGEST_LIST_OF_NAMES;
        for (Header header : headers) {
            boolean fits = header.size() <= left;
            Header fitting = fits ? header : header.cut();
            if (!fits) {
                names.add(header.name());
            }
            if (fitting.size() <= left) {
                carried.put(fitting.name(), fitting.value());
                left -= fitting.size();
            }
        }
        carried.put(SHORTENED, cut(String.join(",", names), LONGEST_LIST_OF_NAMES / 3));
        return carried;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - CUT.length()) + CUT;
    }

    private record Header(String name, Object value) {

        int rank() {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.startsWith("x-warren-") ? 0 : lower.startsWith("cloudevents") ? 1 : 2;
        }

        long size() {
            return bytes(Collections.singletonMap(name, value));
        }

        Header cut() {
            Object text = value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value;
            return new Header(name, PropertiesSanitizer.cut(String.valueOf(text), LONGEST_CUT));
        }
    }
}
