package dev.warren.suite;

import java.util.List;

/** The list of services has faults. The message has one in each line, with file, line and key. */
public final class ServiceListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServiceListException(List<String> faults) {
        super(String.join("\n", faults));
    }

    /** Where a fault is, and what it is. */
    static String fault(int line, String what) {
        return "%s, line %d: %s".formatted(ServiceList.FILE.toString().replace('\\', '/'), line, what);
    }
}
