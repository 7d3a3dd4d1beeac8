package dev.warren.costledger.prices;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.prices.PriceImports.Author;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;

/** Reads who changes prices, and why. */
final class PriceAuthors {

    static final String WHO = "who";
    static final String WHY = "why";

    private static final String NOBODY = "unknown";
    private static final int LONGEST_REASON = 1_000;

    private PriceAuthors() {}

    /** Whoever it is. */
    static Author of(String header, String who, String why, ParameterFaults faults) {
        String name = header == null ? who : header;
        if (name != null) {
            LedgerNameRules.fault(name).ifPresent(fault -> faults.add(WHO, FaultCode.INVALID, fault));
        }
        faults.text(WHY, why, LONGEST_REASON);
        return new Author(name == null ? NOBODY : name, why == null ? "" : why);
    }

    /** Somebody who says so. */
    static Author named(String header, String who, String why, ParameterFaults faults) {
        faults.require(WHO, header == null ? who : header);
        return of(header, who, why, faults);
    }
}
