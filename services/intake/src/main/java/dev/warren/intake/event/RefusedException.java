package dev.warren.intake.event;

import java.util.List;
import java.util.stream.Collectors;

/** Nothing was published, because of these faults; the same message will never be let in. */
public final class RefusedException extends RuntimeException {

    private final Refusal refusal;
    private final transient List<Fault> faults;

    /** Refuses for every one of the faults. */
    public RefusedException(Refusal refusal, List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.refusal = refusal;
        this.faults = List.copyOf(faults);
    }

    /** Refuses for one fault. */
    public RefusedException(Refusal refusal, String field, String message) {
        this(refusal, List.of(new Fault(field, message)));
    }

    /** What kind of refusal it is. */
    public Refusal refusal() {
        return refusal;
    }

    /** All that was found; never empty. */
    public List<Fault> faults() {
        return faults;
    }
}
