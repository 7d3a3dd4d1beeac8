package dev.warren.http.problem;

/** Takes the faults that rules find, so that one request or event is told all of them. */
@FunctionalInterface
public interface FaultCollector {

    /** Notes a fault. */
    void add(String field, FaultCode code, String detail);
}
