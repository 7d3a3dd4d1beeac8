package dev.warren.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.warren.contracts.json.StrictJson;
import dev.warren.contracts.json.StrictValues;
import dev.warren.contracts.json.Utf8;
import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The bodies of requests, read strictly: what is misspelt must not be done to everything.
 *
 * <p>A body is read by hand and not by the framework, which ignores what it does not know.
 */
public final class JsonBody {

    private static final int MOST_BYTES = 256 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addModule(new StrictValues())
            .addModule(new SimpleModule().addDeserializer(Instant.class, new Rfc3339Time()))
            .build();

    private JsonBody() {}

    /**
     * Reads all of it.
     *
     * @throws HttpProblem with status 400 naming the field, or 413
     */
    public static <T> T read(InputStream body, Class<T> type) throws IOException {
        try {
            T request = JSON.readValue(StrictJson.parser(bytes(body, MOST_BYTES)), type);
            if (request == null) {
                throw ProblemType.INVALID_REQUEST.problem("The body must be a JSON object.");
            }
            return request;
        } catch (UnrecognizedPropertyException e) {
            throw fault(e, FaultCode.UNKNOWN, "is none of " + e.getKnownPropertyIds());
        } catch (JsonMappingException e) {
            throw fault(e, FaultCode.INVALID, "has the wrong type");
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    /**
     * The bytes of a body of any kind.
     *
     * @throws HttpProblem with status 413 if there are more
     */
    public static byte[] bytes(InputStream body, int most) throws IOException {
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw ProblemType.TOO_LARGE.problem("The body has more than %d bytes.".formatted(most));
        }
        return bytes;
    }

    /**
     * The text of a body.
     *
     * @throws HttpProblem with status 400 if it is none in UTF-8, or 413 if there are more bytes
     */
    public static String text(InputStream body, int most) throws IOException {
        byte[] bytes = bytes(body, most);
        try {
            return Utf8.text(bytes);
        } catch (CharacterCodingException e) {
            throw ProblemType.INVALID_REQUEST.problem("The body is not valid UTF-8.");
        }
    }

    /** That a body is no JSON, or no JSON that can be carried, and where that is known. */
    public static HttpProblem notJson(JacksonException e) {
        String fault = e instanceof StreamConstraintsException
                ? "The body " + e.getOriginalMessage()
                : "The body is not valid JSON";
        return ProblemType.INVALID_REQUEST.problem(fault + place(e.getLocation()) + ".");
    }

    private static String place(JsonLocation place) {
        return place == null ? "" : ": line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    private static HttpProblem fault(JsonMappingException e, FaultCode code, String detail) {
        Fault fault = new Fault(path(e), code, detail);
        return ProblemType.INVALID_REQUEST.problem(fault + ".", List.of(fault));
    }
}
