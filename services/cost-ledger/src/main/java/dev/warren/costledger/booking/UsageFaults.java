package dev.warren.costledger.booking;

import java.util.ArrayList;
import java.util.List;

/** Everything that is missing in a usage message. What is there is made to fit, whatever it is. */
final class UsageFaults {

    private final List<String> found = new ArrayList<>();

    private UsageFaults() {}

    /** The faults as one text, empty where there is none. */
    static String of(Usage usage) {
        UsageFaults faults = new UsageFaults();
        faults.names(usage);
        return String.join("; ", faults.found);
    }

    private void names(Usage usage) {
        name(usage.isReuse() ? "reuseId" : "callId", usage.id());
        name("event.source", usage.event().source());
        name("event.id", usage.event().id());
        name("event.type", usage.event().type());
        name("feature", usage.feature());
        name("provider", usage.provider());
        name("model", usage.model());
        name("outcome", usage.outcome());
        if (usage.isReuse()) {
            name("callId", usage.reusedCallId());
        }
    }

    private void name(String field, String value) {
        if (value == null || value.isEmpty()) {
            found.add(field + " is missing");
        }
    }
}
