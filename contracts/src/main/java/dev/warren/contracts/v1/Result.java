package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;

/**
 * The data of a result: what one feature made of one event. Which fields are set follows from the {@link Outcome},
 * which is in the CloudEvents {@code type}: {@code completed} and {@code corrected} have an output, {@code failed} an
 * error, {@code held} a reason. Fields that do not apply are null and absent in JSON.
 *
 * @param event the event that was worked on
 * @param feature the feature's name
 * @param kind what the feature produces, in a word; it says which schema the output has
 * @param output what was produced
 * @param explanation why, for a person
 * @param lowConfidence true where the confidence is below the feature's minimum and a person should look
 * @param provider who answered
 * @param model which model answered
 * @param cached whether the answer was bought before
 * @param attempts every call made for this result, in order; never null
 * @param error why there is no output
 * @param reason why the event is held
 * @param until when it is expected to be released, where known
 * @param replay the replay of history that it was made in, null where it was made live
 * @param conflict that the event was published with other content before, and what that means here; null where it was
 *     not
 * @param earlier what providers of a cascade answered before, of whose answer the feature was not sure enough, in the
 *     order in which they were asked; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Result(
        EventRef event,
        String feature,
        String kind,
        @JsonDeserialize(as = JsonOutput.class) Output output,
        String explanation,
        Boolean lowConfidence,
        String provider,
        String model,
        Boolean cached,
        List<ProviderAttempt> attempts,
        Failure error,
        String reason,
        Instant until,
        String replay,
        Conflict conflict,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Earlier> earlier) {

    public Result {
        attempts = attempts == null ? List.of() : List.copyOf(attempts);
        earlier = earlier == null ? List.of() : List.copyOf(earlier);
    }

    /**
     * An answer that a later one in the cascade has replaced.
     *
     * @param provider who gave it
     * @param model which model gave it
     * @param output what was answered
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Earlier(
            String provider,
            String model,
            @JsonDeserialize(as = JsonOutput.class) Output output) {}

    /** An answer. */
    public static Result completed(
            EventRef event,
            String feature,
            String kind,
            Output output,
            String explanation,
            boolean lowConfidence,
            String provider,
            String model,
            boolean cached,
            List<ProviderAttempt> attempts) {
        return new Result(
                event,
                feature,
                kind,
                output,
                explanation,
                lowConfidence,
                provider,
                model,
                cached,
                attempts,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** The end without an answer. */
    public static Result failed(
            EventRef event, String feature, String kind, Failure error, List<ProviderAttempt> attempts) {
        return new Result(
                event, feature, kind, null, null, null, null, null, null, attempts, error, null, null, null, null,
                List.of());
    }

    /** A wait; {@code until} is null where its end is not known. */
    public static Result held(EventRef event, String feature, String kind, String reason, Instant until) {
        return new Result(
                event, feature, kind, null, null, null, null, null, null, List.of(), null, reason, until, null, null,
                List.of());
    }

    /** The same, made in the given replay; made live where the name is null or empty. */
    public Result inReplay(String name) {
        return new Result(
                event,
                feature,
                kind,
                output,
                explanation,
                lowConfidence,
                provider,
                model,
                cached,
                attempts,
                error,
                reason,
                until,
                name == null || name.isEmpty() ? null : name,
                conflict,
                earlier);
    }

    /** The same with the given mark, which makes it another message; without one where that is null. */
    public Result inConflict(Conflict mark) {
        return new Result(
                event,
                feature,
                kind,
                output,
                explanation,
                lowConfidence,
                provider,
                model,
                cached,
                attempts,
                error,
                reason,
                until,
                replay,
                mark,
                earlier);
    }

    /** The same, with what was answered before in the cascade. */
    public Result preceded(List<Earlier> by) {
        return new Result(
                event,
                feature,
                kind,
                output,
                explanation,
                lowConfidence,
                provider,
                model,
                cached,
                attempts,
                error,
                reason,
                until,
                replay,
                conflict,
                by);
    }
}
