package dev.warren.http;

import dev.warren.http.problem.FaultCode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what an operation would overlook in its query: a misspelt filter must not answer for everything, and a
 * preview that nobody knows must not become the real thing.
 *
 * <p>An operation says what it knows by {@link QueryParam}, at the parameters of its method or at the fields of a
 * {@link BeanParam}; a collection may be given more than once. As this asks for the method itself, Quarkus keeps the
 * methods of all resources in native images.
 */
public class QueryParameterFilter {

    private final Map<Method, Map<String, Class<?>>> byOperation = new ConcurrentHashMap<>();

    /**
     * Looks at the query before the operation does.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem with status 400, naming each fault
     */
    @ServerRequestFilter
    public void check(ResourceInfo operation, UriInfo request) {
        Map<String, Class<?>> known =
                byOperation.computeIfAbsent(operation.getResourceMethod(), QueryParameterFilter::knownTo);
        ParameterFaults faults = new ParameterFaults();
        new TreeMap<>(request.getQueryParameters()).forEach((name, values) -> check(name, values, known, faults));
        faults.refuse();
    }

    private static void check(String name, List<String> values, Map<String, Class<?>> known, ParameterFaults faults) {
        if (!known.containsKey(name)) {
            faults.add(
                    name,
                    FaultCode.UNKNOWN,
                    known.isEmpty() ? "is not a parameter" : "is none of " + String.join(", ", known.keySet()));
        } else if (values.size() > 1 && !Collection.class.isAssignableFrom(known.get(name))) {
            faults.add(name, FaultCode.REPEATED, "must be given once");
        }
    }

    private static Map<String, Class<?>> knownTo(Method operation) {
        Map<String, Class<?>> known = new TreeMap<>();
        for (Parameter parameter : operation.getParameters()) {
            note(parameter, parameter.getType(), known);
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    note(field, field.getType(), known);
                }
            }
        }
        return known;
    }

    private static void note(AnnotatedElement place, Class<?> type, Map<String, Class<?>> known) {
        if (place.isAnnotationPresent(QueryParam.class)) {
            known.put(place.getAnnotation(QueryParam.class).value(), type);
        }
    }
}
