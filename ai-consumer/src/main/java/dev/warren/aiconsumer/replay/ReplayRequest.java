package dev.warren.aiconsumer.replay;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person asks for, before anyone has looked at it: every part may be missing or wrong.
 *
 * @param unknown fields that nobody reads, which are a fault: a misspelt filter must not replay everything
 */
@RegisterForReflection
@Schema(additionalProperties = Schema.False.class, description = "A replay to create")
public record ReplayRequest(
        @Schema(
                description =
                        "Lower-case letters, digits and hyphens; generated if missing. A repeated request with the same name creates nothing",
                examples = "triage-v2")
        String name,

        @Schema(description = "A feature of this service", examples = "ticket-triage", required = true)
        String feature,

        @Schema(description = "Events accepted at this time or later", required = true)
        Instant from,

        @Schema(description = "Events accepted before this time", required = true)
        Instant to,

        @Schema(
                description = "Only events of this CloudEvents type; * at the end stands for any rest",
                examples = "ticket.created")
        String type,

        @Schema(description = "Providers to call, in order, instead of the feature's own", examples = "[\"secondary\"]")
        List<String> providers,

        @Schema(description = "Events per second, 10 unless given")
        BigDecimal rate,

        @Schema(description = "The most events to work on") Long maxEvents,

        @Schema(description = "The most tokens of remote providers to use; the embedded provider is free")
        Long maxTokens,

        @Schema(description = "Who asks", examples = "ada", required = true)
        String by,

        @JsonAnySetter @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Schema(hidden = true)
        Map<String, Object> unknown) {

    public ReplayRequest {
        providers = providers == null ? List.of() : providers;
        unknown = unknown == null ? Map.of() : unknown;
    }
}
