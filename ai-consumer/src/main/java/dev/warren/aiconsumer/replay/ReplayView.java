package dev.warren.aiconsumer.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A replay as clients see it; what does not apply is absent. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayView(
        String name,
        String service,
        String feature,
        Instant from,
        Instant to,
        String type,

        @Schema(description = "Empty for the feature's own chain")
        List<String> providers,

        BigDecimal rate,
        Long maxEvents,
        Long maxTokens,
        String by,
        ReplayState state,

        @Schema(description = "Why it waits, or why it ended before the end of the period")
        String why,

        @Schema(description = "Events of the period") long read,

        @Schema(description = "Those of them that the feature listens to")
        long matched,

        long completed,
        long failed,

        @Schema(description = "Events of the period that the feature does not listen to")
        long skipped,

        @Schema(description = "Reused answers") long reused,

        long calls,
        List<ModelUsage> tokens,

        @Schema(description = "The offset in the log before which every event is done")
        Long position,

        @Schema(description = "When the oldest event of the period that is still in the log was accepted")
        Instant first,

        @Schema(description = "When the last event before the position was accepted")
        Instant reached,

        Instant requestedAt,
        Instant startedAt,
        Instant endedAt) {

    static ReplayView of(Replay replay, String service) {
        ReplaySpec replaySpec = replay.order();
        ReplayCounts figures = replay.figures();
        return new ReplayView(
                replaySpec.name(),
                service,
                replaySpec.feature(),
                replaySpec.from(),
                replaySpec.to(),
                replaySpec.type(),
                replaySpec.providers(),
                replaySpec.rate(),
                replaySpec.maxEvents(),
                replaySpec.maxTokens(),
                replaySpec.by(),
                replay.status().state(),
                replay.status().why(),
                figures.read(),
                figures.matched(),
                figures.completed(),
                figures.failed(),
                figures.skipped(),
                figures.reused(),
                figures.calls(),
                figures.usage(),
                replay.position().next(),
                replay.position().first(),
                replay.position().reached(),
                replay.times().requested(),
                replay.times().started(),
                replay.times().ended());
    }
}
