package dev.warren.aiconsumer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.modelchain.provider.ProviderState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A provider and how it is doing, for programs. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderView(
        String name,

        @Schema(description = "The model, unless a feature names another one")
        String model,

        @Schema(description = "Its name in prices, spend and budgets; absent for the embedded provider, which is free")
        String onLedger,

        @Schema(description = "ready, not-ready, resting, open (too many calls failed), out-of-money or key-refused")
        String state,

        @Schema(description = "Since when it has rejected the key")
        Instant keyRefusedSince,

        @Schema(description = "Remaining seconds of its Retry-After pause")
        long restSeconds,

        @Schema(description = "The concurrency limit") int limit,

        int inFlight,

        @Schema(description = "Calls that wait for a permit")
        int waiting,

        @Schema(description = "Calls of the last ten minutes (at most a thousand), the base of the next two")
        int calls,

        @Schema(description = "Median response time") Long medianMillis,

        @Schema(description = "The share of failed calls, from 0 to 1")
        BigDecimal errorShare) {

    private static final int SCALE = 3;

    static ProviderView of(ProviderState state) {
        return new ProviderView(
                state.name(),
                state.model(),
                state.onLedger().orElse(null),
                state.state().word(),
                state.keyRefusedSince().orElse(null),
                state.restSeconds(),
                state.limit(),
                state.inFlight(),
                state.waiting(),
                state.calls(),
                state.medianMillis().isPresent() ? state.medianMillis().getAsLong() : null,
                state.calls() == 0
                        ? null
                        : BigDecimal.valueOf(state.failed())
                                .divide(BigDecimal.valueOf(state.calls()), SCALE, RoundingMode.HALF_UP));
    }
}
