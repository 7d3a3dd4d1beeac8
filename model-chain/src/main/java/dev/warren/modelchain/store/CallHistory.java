package dev.warren.modelchain.store;

import dev.warren.modelchain.provider.CallLogEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The calls made for a work item by all processes that worked on it. */
final class CallHistory {

    private CallHistory() {}

    /**
     * What is stored, with what is remembered beyond it: how a call ended that is stored as it was when it began. Of
     * what is not stored, only real calls count.
     */
    static List<CallLogEntry> merged(List<CallLogEntry> stored, List<CallLogEntry> remembered) {
        Map<String, CallLogEntry> byId = new LinkedHashMap<>();
        remembered.forEach(call -> call.id().ifPresent(id -> byId.put(id, call)));
        List<CallLogEntry> known = stored.stream()
                .map(call -> call.id().map(byId::remove).orElse(call))
                .toList();
        return Stream.concat(known.stream(), byId.values().stream()).toList();
    }
}
