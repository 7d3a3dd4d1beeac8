package dev.warren.modelchain.store;

import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.PaidAnswer;
import dev.warren.modelchain.store.key.WorkItem;
import java.util.Optional;
import java.util.UUID;

/**
 * What is written when a claimed work item is completed, failed or returned.
 *
 * @param key the key of the work item; the key of the question where only an answer is stored
 * @param calls the calls made, for the next process that works on the item; null if there is none
 * @param outcome the outcome; null if the work has not ended
 * @param messages the messages of the outcome; null if the work has not ended
 * @param question the key of the question whose answer is stored; null if there is none
 * @param answer the answer to store
 * @param lifetimeMillis how long the answer may be reused
 */
record WorkSettlement(
        UUID key, String calls, String outcome, String messages, UUID question, String answer, Long lifetimeMillis) {

    static final String COMPLETED = "completed";
    static final String FAILED = "failed";

    /** As it ended; if it has not, somebody else goes on. */
    static WorkSettlement of(WorkItem work, FeatureOutcome featureOutcome, CallLog log) {
        return switch (featureOutcome) {
            case FeatureOutcome.Completed completed ->
                of(work, null, COMPLETED, StoredJson.ofMessages(completed.messages()), log);
            case FeatureOutcome.Failed failed ->
                of(work, StoredJson.ofCalls(log.calls()), FAILED, StoredJson.ofMessages(failed.messages()), log);
            case FeatureOutcome.Held held -> returned(work, log);
            case FeatureOutcome.Unfinished unfinished -> returned(work, log);
            case FeatureOutcome.Postponed postponed -> returned(work, log);
        };
    }

    /** Somebody else goes on. */
    static WorkSettlement returned(WorkItem work, CallLog log) {
        return of(work, StoredJson.ofCalls(log.calls()), null, null, log);
    }

    /** An answer alone, which is no end of the work that it was bought for. */
    static WorkSettlement of(PaidAnswer bought) {
        return of(bought.question(), null, null, null, Optional.of(bought));
    }

    private static WorkSettlement of(WorkItem work, String calls, String outcome, String messages, CallLog log) {
        return of(
                work.key(),
                calls,
                outcome,
                messages,
                log.purchases().reversed().stream().findFirst());
    }

    private static WorkSettlement of(
            UUID key, String calls, String outcome, String messages, Optional<PaidAnswer> bought) {
        return new WorkSettlement(
                key,
                calls,
                outcome,
                messages,
                bought.map(PaidAnswer::question).orElse(null),
                bought.map(StoredJson::ofAnswer).orElse(null),
                bought.map(purchase -> purchase.lifetime().toMillis()).orElse(null));
    }
}
