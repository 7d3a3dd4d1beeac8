package dev.warren.intake.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.http.problem.FaultCollector;

/** One requirement of an event. */
@FunctionalInterface
interface EventRule {

    /**
     * Reports every breach. A rule about what an attribute says is silent where the attribute is missing or no text,
     * which is another rule's to report, so that no attribute is faulted twice for one mistake.
     *
     * @param event the event in the CloudEvents JSON format
     * @param faults takes every breach
     */
    void check(ObjectNode event, FaultCollector faults);
}
