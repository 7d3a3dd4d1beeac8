package dev.warren.http;

import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses compressed bodies where no operation decompresses them; they would look like malformed bodies. */
public class EncodedBodyFilter {

    private static final String AS_IT_IS = "identity";

    /**
     * Looks at the header before the operation reads the body.
     *
     * @throws HttpProblem with status 415, saying what is understood
     */
    @ServerRequestFilter
    public void check(ResourceInfo operation, HttpHeaders headers) {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        boolean isPacked =
                encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase(AS_IT_IS);
        if (isPacked && !operation.getResourceClass().isAnnotationPresent(ReadsContentEncoding.class)) {
            throw ProblemType.UNSUPPORTED_ENCODING
                    .builder("This operation does not accept compressed bodies: send it without Content-Encoding.")
                    .with("supported", List.of(AS_IT_IS))
                    .withHeader(HttpHeaders.ACCEPT_ENCODING, AS_IT_IS)
                    .build();
        }
    }
}
