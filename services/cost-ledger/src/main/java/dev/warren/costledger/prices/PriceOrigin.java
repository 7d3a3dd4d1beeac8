package dev.warren.costledger.prices;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which list a price comes from, in the order in which they are asked. */
public enum PriceOrigin {
    /** The file named in {@code warren.ledger.prices-file}: where a row of it matches, no other list is asked. */
    OWN,
    /** Prices that were imported over HTTP. */
    IMPORTED,
    /** The list inside the program. */
    SHIPPED;

    /** The word used in JSON. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
