package dev.warren.intake.event;

import dev.warren.http.problem.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** Nothing was published, because of these faults; the same message will never be let in. */
public final class EventRefusedException extends RuntimeException {

    private final EventRefusal eventRefusal;
    private final transient List<Fault> faults;

    /** Refuses for every one of the faults. */
    public EventRefusedException(EventRefusal eventRefusal, List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.eventRefusal = eventRefusal;
        this.faults = List.copyOf(faults);
    }

    /** Refuses for one fault. */
    public EventRefusedException(EventRefusal eventRefusal, String field, String message) {
        this(eventRefusal, List.of(new Fault(field, eventRefusal.faultCode(), message)));
    }

    /** What kind of refusal it is. */
    public EventRefusal refusal() {
        return eventRefusal;
    }

    /** All that was found; never empty. */
    public List<Fault> faults() {
        return faults;
    }
}
