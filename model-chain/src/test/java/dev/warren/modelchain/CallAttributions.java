package dev.warren.modelchain;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.modelchain.budget.CallAttribution;

/** Those who pay in tests. */
public final class CallAttributions {

    /** One whom no budget limits. */
    public static final CallAttribution SOMEBODY =
            new CallAttribution(new EventRef("/test", "1", "ticket.created"), new Attribution("u-1", null));

    private CallAttributions() {}
}
