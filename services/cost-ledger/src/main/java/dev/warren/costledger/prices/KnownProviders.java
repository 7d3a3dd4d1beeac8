package dev.warren.costledger.prices;

import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Tells providers that nobody ever called or priced, whose names may be misspelt. Thread-safe. */
@ApplicationScoped
public class KnownProviders {

    private static final int MOST_NAMED = 100;

    private final Prices prices;

    KnownProviders(Prices prices) {
        this.prices = prices;
    }

    /** Adds a fault that names the providers that there are, where one is asked for that is none of them. */
    public void refuseOthers(String parameter, String provider, ParameterFaults faults) {
        List<String> known = prices.providers();
        if (provider != null && !known.contains(provider)) {
            faults.add(parameter, FaultCode.NOT_FOUND, "is not a provider that the ledger knows: " + some(known));
        }
    }

    /** A sentence about a provider that is none of those that there are, with a space before it; else empty. */
    public String hint(String provider) {
        List<String> known = prices.providers();
        return known.stream().anyMatch(provider::equalsIgnoreCase)
                ? ""
                : " The ledger knows no such provider, but these: %s.".formatted(some(known));
    }

    private static String some(List<String> known) {
        return known.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    }
}
