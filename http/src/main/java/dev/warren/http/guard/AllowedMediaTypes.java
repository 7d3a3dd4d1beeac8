package dev.warren.http.guard;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request that changes something may say about its body. A browser sends the types that a form can have, and
 * none, for any page and without asking first; every other type it asks about (CORS preflight).
 */
final class AllowedMediaTypes {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OF_FORMS =
            Set.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9a-z-]+/[!#$%&'*+.^_`|~0-9a-z-]+)\\s*(;.*)?");
    private static final String EVENT_ATTRIBUTE = "ce-";

    private AllowedMediaTypes() {}

    /** Whether no page of somebody else can have sent it without being asked about. */
    static boolean needPreflight(HttpMethod method, MultiMap headers) {
        if (READING.contains(method)) {
            return true;
        }
        List<String> types = headers.getAll(HttpHeaders.CONTENT_TYPE);
        return isBinaryEvent(headers)
                || (types.isEmpty()
                        ? method.equals(HttpMethod.DELETE)
                        : types.size() == 1 && isOfNoForm(types.getFirst()));
    }

    private static boolean isOfNoForm(String type) {
        var parts = MEDIA_TYPE.matcher(type.strip().toLowerCase(Locale.ROOT));
        return parts.matches() && !OF_FORMS.contains(parts.group(1));
    }

    /** An event whose attributes are headers, each of which a browser asks about, whatever its data is. */
    private static boolean isBinaryEvent(MultiMap headers) {
        return headers.names().stream()
                .anyMatch(name -> name.regionMatches(true, 0, EVENT_ATTRIBUTE, 0, EVENT_ATTRIBUTE.length()));
    }
}
