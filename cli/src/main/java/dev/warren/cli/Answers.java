package dev.warren.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What several services said.
 *
 * @param given by those that answered, in the order in which they were asked
 * @param missing one for each of the others
 */
public record Answers<T>(Map<Service, T> given, List<ServiceException> missing) {

    static <T> Answers<T> of(Map<Service, CompletableFuture<T>> asked) {
        Map<Service, T> given = new LinkedHashMap<>();
        List<ServiceException> missing = new ArrayList<>();
        asked.forEach((service, answer) -> {
            try {
                given.put(service, answer.join());
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof ServiceException failure)) {
                    throw e;
                }
                missing.add(failure);
            }
        });
        return new Answers<>(given, missing);
    }

    /** Says once what is wrong with each service that is missing, and gives the exit code that follows. */
    public int report(Screen screen) {
        missing.stream().map(ServiceException::getMessage).distinct().forEach(screen::problem);
        return missing.stream().mapToInt(ServiceException::exitCode).max().orElse(Exit.DONE);
    }

    /** The services that are missing, for programs. */
    public ArrayNode missingAsJson() {
        ArrayNode array = Json.MAPPER.createArrayNode();
        missing.forEach(failure ->
                array.addObject().put("service", failure.service().title()).put("problem", failure.getMessage()));
        return array;
    }
}
