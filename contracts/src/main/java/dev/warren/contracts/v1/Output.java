package dev.warren.contracts.v1;

import java.math.BigDecimal;

/**
 * What a feature produced. Each {@link Result#kind() kind} has a record of its own, which belongs to the consumer that
 * produces it, and a schema of its name beside those of the messages. Where a result is read it is {@link JsonOutput}.
 */
public interface Output {

    /** An output that says how sure it is. */
    interface Scored extends Output {

        /** From 0 to 1. */
        BigDecimal confidence();
    }
}
