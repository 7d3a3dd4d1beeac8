package dev.warren.modelchain.store;

import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.PaidAnswer;
import dev.warren.modelchain.store.key.WorkItem;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of a piece of work when its holder is done with it.
 *
 * @param key the work's; the question's where an answer alone is stored, which is no work's
 * @param calls what was asked, for whoever works on it next; null where nobody will
 * @param outcome how it ended; null if it has not
 * @param messages what says so; null if it has not ended
 * @param question whose answer was bought; null if none was
 * @param answer the answer that was bought
 * @param lifetimeMillis for how long it may be used
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
