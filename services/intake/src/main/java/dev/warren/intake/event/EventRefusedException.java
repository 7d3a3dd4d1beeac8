package dev.warren.intake.event;

import java.util.List;
import java.util.stream.Collectors;

/** Nothing was published, because of these faults; the same message will never be let in. */
public final class EventRefusedException extends RuntimeException {

    private final EventRefusal eventRefusal;
    private final transient List<EventFault> faults;

    /** Refuses for every one of the faults. */
    public EventRefusedException(EventRefusal eventRefusal, List<EventFault> faults) {
        super(faults.stream().map(EventFault::toString).collect(Collectors.joining("; ")));
        this.eventRefusal = eventRefusal;
        this.faults = List.copyOf(faults);
    }

    /** Refuses for one fault. */
    public EventRefusedException(EventRefusal eventRefusal, String field, String message) {
        this(eventRefusal, List.of(new EventFault(field, message)));
    }

    /** What kind of refusal it is. */
    public EventRefusal refusal() {
        return eventRefusal;
    }

    /** All that was found; never empty. */
    public List<EventFault> faults() {
        return faults;
    }
}
