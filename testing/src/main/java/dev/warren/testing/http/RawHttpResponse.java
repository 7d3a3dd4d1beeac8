package dev.warren.testing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An answer as it came over the wire.
 *
 * @param status 0 where the connection ended without one
 * @param head everything before the body
 */
public record RawHttpResponse(int status, String head, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PROBLEM_TYPE = Pattern.compile("urn:warren:problem:[a-z][a-z-]*");
    private static final Pattern CODE = Pattern.compile("[a-z][a-z-]*");
    private static final Pattern OF_A_FRAMEWORK = Pattern.compile("@[A-Z]|Exception|\\bHTTP \\d{3}\\b|\\bRESTEASY");

    static RawHttpResponse of(String response) {
        int end = response.indexOf("\r\n\r\n");
        if (end < 0) {
            return new RawHttpResponse(0, response, "");
        }
        String head = response.substring(0, end);
        return new RawHttpResponse(
                Integer.parseInt(head.split(" ", 3)[1]),
                head,
                isChunked(head)
                        ? joined(response.substring(end).strip())
                        : response.substring(end).strip());
    }

    private static boolean isChunked(String head) {
        return head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    }

    /** Lengths of chunks count bytes. */
    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        String rest = new String(chunks.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (int end = rest.indexOf("\r\n"); end > 0; end = rest.indexOf("\r\n")) {
            int start = end + 2;
            int length = Math.min(Integer.parseInt(rest.substring(0, end), 16), rest.length() - start);
            body.append(rest, start, start + length);
            rest = rest.substring(Math.min(rest.length(), start + length + 2));
        }
        return new String(body.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /**
     * Whether it is a problem document (RFC 9457) of the shape that all services have: a type, a title and a detail in
     * plain words, its own status, and faults with field, code and detail.
     */
    public boolean isProblem() {
        try {
            JsonNode problem = JSON.readTree(body);
            return head.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json")
                    && problem.path("status").asInt() == status
                    && PROBLEM_TYPE.matcher(problem.path("type").asText()).matches()
                    && Stream.of("title", "detail").allMatch(member -> isPlain(problem.path(member)))
                    && StreamSupport.stream(problem.path("faults").spliterator(), false)
                            .allMatch(RawHttpResponse::isFault);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isFault(JsonNode fault) {
        return CODE.matcher(fault.path("code").asText()).matches()
                && !fault.path("field").asText().isEmpty()
                && isPlain(fault.path("detail"));
    }

    private static boolean isPlain(JsonNode text) {
        return !text.asText().isBlank()
                && !OF_A_FRAMEWORK.matcher(text.asText()).find();
    }
}
