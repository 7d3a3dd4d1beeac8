package dev.warren.messaging.dead;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.warren.messaging.http.Faults;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of requests, read strictly: what is misspelt must not be done to all letters.
 *
 * <p>A body is read by hand and not by the framework, which ignores what it does not know.
 */
final class Requests {

    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 1_000;
    private static final int MOST_PROVIDERS = 10;
    private static final Pattern PROVIDER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Requests() {}

    /**
     * Reads a replay.
     *
     * @throws HttpProblem naming every fault
     */
    static Replay replay(InputStream body) throws IOException {
        Replay replay = read(body, Replay.class);
        Faults faults = new Faults(Violation.In.body);
        Select.check(replay.select, faults);
        checkName(replay.by, faults);
        if (replay.providers.size() > MOST_PROVIDERS
                || !replay.providers.stream().allMatch(PROVIDER.asMatchPredicate())) {
            faults.add("providers", "must be names of providers, at most " + MOST_PROVIDERS);
        }
        faults.refuse();
        return replay;
    }

    /**
     * Reads a discard.
     *
     * @throws HttpProblem naming every fault
     */
    static Discard discard(InputStream body) throws IOException {
        Discard discard = read(body, Discard.class);
        Faults faults = new Faults(Violation.In.body);
        Select.check(discard.select, faults);
        checkName(discard.by, faults);
        if (discard.note == null || discard.note.isBlank() || discard.note.length() > LONGEST_NOTE) {
            faults.add("note", "must say why, in at most %d characters".formatted(LONGEST_NOTE));
        }
        faults.refuse();
        return discard;
    }

    private static void checkName(String by, Faults faults) {
        if (by == null || by.isBlank()) {
            faults.add("by", "must say who");
        }
        faults.text("by", by, LONGEST_NAME);
    }

    private static <T> T read(InputStream body, Class<T> type) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw problem(Status.REQUEST_ENTITY_TOO_LARGE, "The request has more than %d bytes.".formatted(MOST_BYTES));
        }
        try {
            T request = JSON.readValue(bytes, type);
            if (request == null) {
                throw problem(Status.BAD_REQUEST, "The body must be a JSON object.");
            }
            return request;
        } catch (UnrecognizedPropertyException e) {
            throw problem(Status.BAD_REQUEST, path(e) + " is none of " + e.getKnownPropertyIds());
        } catch (JsonMappingException e) {
            throw problem(Status.BAD_REQUEST, path(e) + " is not of the right kind.");
        } catch (JacksonException e) {
            throw problem(
                    Status.BAD_REQUEST,
                    "The body is not valid JSON: line %d, column %d."
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "The body" : path;
    }

    private static HttpProblem problem(Status status, String detail) {
        return HttpProblem.builder()
                .withStatus(status.getStatusCode())
                .withTitle("The request cannot be read")
                .withDetail(detail)
                .build();
    }

    /**
     * Letters are to be sent back.
     *
     * @param select which
     * @param providers who is to be asked, in order; empty for the configured chain
     * @param by who wants it
     * @param dryRun whether only to say what would be done
     */
    @RegisterForReflection
    @Schema(name = "DeadLetterReplay")
    record Replay(Select select, List<String> providers, String by, boolean dryRun) {

        Replay {
            providers = providers == null
                    ? List.of()
                    : providers.stream().map(String::valueOf).toList();
        }

        Order order() {
            return new Order(by, null, providers);
        }
    }

    /**
     * Letters are to be thrown away.
     *
     * @param select which
     * @param by who wants it
     * @param note why
     */
    @RegisterForReflection
    @Schema(name = "DeadLetterDiscard")
    record Discard(Select select, String by, String note) {

        Order order() {
            return new Order(by, note, List.of());
        }
    }
}
