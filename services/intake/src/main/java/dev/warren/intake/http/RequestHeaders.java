package dev.warren.intake.http;

import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.intake.event.EventRefusal;
import dev.warren.intake.event.EventRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The headers of a request by their names in lower case. */
final class RequestHeaders {

    /** The start of the name of a header that is an attribute. */
    static final String ATTRIBUTE = "ce-";

    static final String CONTENT_TYPE = "content-type";
    static final String CONTENT_LENGTH = "content-length";
    static final String CONTENT_ENCODING = "content-encoding";

    private static final String NAME_OF_CONTENT_TYPE = ATTRIBUTE + "datacontenttype";

    private RequestHeaders() {}

    /**
     * One value for each header.
     *
     * @throws EventRefusedException if one that may have no more than one value has several
     */
    static Map<String, String> single(Map<String, List<String>> headers) {
        Map<String, List<String>> byName = new TreeMap<>();
        headers.forEach((name, values) -> byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .addAll(values));
        List<Fault> faults = byName.entrySet().stream()
                .filter(header -> isSingle(header.getKey()) && header.getValue().size() > 1)
                .map(header -> new Fault(header.getKey(), FaultCode.REPEATED, "is repeated"))
                .toList();
        if (byName.containsKey(NAME_OF_CONTENT_TYPE)) {
            faults = List.of(new Fault(
                    NAME_OF_CONTENT_TYPE,
                    FaultCode.NOT_ALLOWED,
                    "must be absent: the header content-type has its value"));
        }
        if (!faults.isEmpty()) {
            throw new EventRefusedException(EventRefusal.INVALID_EVENT, faults);
        }
        Map<String, String> single = new TreeMap<>();
        byName.forEach((name, values) -> single.put(name, String.join(",", values)));
        return single;
    }

    private static boolean isSingle(String name) {
        return name.startsWith(ATTRIBUTE);
    }
}
