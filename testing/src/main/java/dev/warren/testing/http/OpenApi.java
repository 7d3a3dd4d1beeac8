package dev.warren.testing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** The document in which a service describes itself. */
public final class OpenApi {

    private OpenApi() {}

    /** Everything that a service can be asked, by its own account. */
    public static List<OpenApiOperation> of(RawHttpClient service) {
        RawHttpResponse document =
                service.send("GET", "/q/openapi?format=json", List.of("Accept: application/json"), new byte[0]);
        try {
            String json = document.body()
                    .substring(document.body().indexOf('{'), document.body().lastIndexOf('}') + 1);
            return OpenApiOperation.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(document.head(), e);
        }
    }
}
