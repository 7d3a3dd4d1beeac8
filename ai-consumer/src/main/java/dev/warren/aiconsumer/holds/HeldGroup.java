package dev.warren.aiconsumer.holds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Events that wait for the same.
 *
 * @param budget the budget that they wait for
 * @param account for whom, where it is one; null where they are several
 * @param accounts how many accounts of the budget they are on
 * @param feature what is to be done with them
 * @param why the ledger's decision: exhausted, busy or unpriced; null where an older service held them
 * @param events how many
 * @param oldest when the one that waits longest was held; null where an older service held it
 * @param needed what has to be left for all of them to be done, at most; null where no price is known
 * @param currency of that; null where no price is known
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "HeldEvents")
public record HeldGroup(
        String budget,
        String account,
        int accounts,
        String feature,
        String why,
        long events,
        Instant oldest,
        @Schema(examples = "0.0369") String needed,
        String currency) {}
