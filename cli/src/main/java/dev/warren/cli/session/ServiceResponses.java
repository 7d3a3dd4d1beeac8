package dev.warren.cli.session;

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
public record ServiceResponses<T>(Map<SuiteService, T> given, List<ServiceException> missing) {

    static <T> ServiceResponses<T> of(Map<SuiteService, CompletableFuture<T>> asked) {
        Map<SuiteService, T> given = new LinkedHashMap<>();
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
        return new ServiceResponses<>(given, missing);
    }

    /** Says once what is wrong with each service that is missing, and gives the exit code that follows. */
    public int report(TerminalOutput terminalOutput) {
        missing.stream().map(ServiceException::getMessage).distinct().forEach(terminalOutput::problem);
        return missing.stream().mapToInt(ServiceException::exitCode).max().orElse(ExitCode.DONE);
    }

    /** The services that are missing, for programs. */
    public ArrayNode missingAsJson() {
        ArrayNode array = ServiceJson.MAPPER.createArrayNode();
        missing.forEach(failure ->
                array.addObject().put("service", failure.service().title()).put("problem", failure.getMessage()));
        return array;
    }
}
