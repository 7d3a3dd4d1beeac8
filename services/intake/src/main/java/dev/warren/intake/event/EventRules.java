package dev.warren.intake.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.intake.IntakeConfig;
import dev.warren.intake.IntakeConfig.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Every requirement of an event, the same for every protocol. Thread-safe. */
@ApplicationScoped
public class EventRules {

    private static final String BODY = "body";

    private final List<EventRule> rules;

    /** The rules, within the configured limits. */
    @Inject
    public EventRules(IntakeConfig config) {
        Limits limits = config.limits();
        // what is there, then what it says, then how much of it: the order in which a person would mend it
        rules = List.of(
                CloudEventsRules::requiredAreThere,
                CloudEventsRules::areText,
                CloudEventsRules::specVersionIsKnown,
                CloudEventsRules::urisAreUris,
                CloudEventsRules::typeIsNotReserved,
                CloudEventsRules::timeIsTimestamp,
                new ExtensionRules(limits),
                new LengthRules(limits),
                new DataRules(limits));
    }

    /** All that is wrong with a candidate; empty where it may come in. */
    public List<Fault> faults(EventCandidate candidate) {
        List<Fault> faults = new ArrayList<>(candidate.faults());
        if (candidate.json() instanceof ObjectNode event) {
            rules.forEach(
                    rule -> rule.check(event, (field, code, detail) -> faults.add(new Fault(field, code, detail))));
        } else {
            faults.add(new Fault(
                    BODY, FaultCode.INVALID, "must be a JSON object: an event in the CloudEvents JSON format"));
        }
        return List.copyOf(faults);
    }
}
