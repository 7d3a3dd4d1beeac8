package dev.warren.modelchain;

import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.modelchain.budget.Payer;

/** Those who pay in tests. */
public final class Payers {

    /** One whom no budget limits. */
    public static final Payer SOMEBODY =
            new Payer(new EventRef("/test", "1", "ticket.created"), new Attribution("u-1", null));

    private Payers() {}
}
