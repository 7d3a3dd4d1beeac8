package dev.warren.modelchain.store;

import dev.warren.modelchain.Ending;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Purchase;
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
record Settlement(
        UUID key, String calls, String outcome, String messages, UUID question, String answer, Long lifetimeMillis) {

    static final String COMPLETED = "completed";
    static final String FAILED = "failed";

    /** As it ended; if it has not, somebody else goes on. */
    static Settlement of(Work work, Ending ending, CallLog log) {
        return switch (ending) {
            case Ending.Completed completed -> of(work, null, COMPLETED, Texts.ofMessages(completed.messages()), log);
            case Ending.Failed failed ->
                of(work, Texts.ofCalls(log.calls()), FAILED, Texts.ofMessages(failed.messages()), log);
            case Ending.Held held -> returned(work, log);
            case Ending.Unfinished unfinished -> returned(work, log);
            case Ending.Postponed postponed -> returned(work, log);
        };
    }

    /** Somebody else goes on. */
    static Settlement returned(Work work, CallLog log) {
        return of(work, Texts.ofCalls(log.calls()), null, null, log);
    }

    /** An answer alone, which is no end of the work that it was bought for. */
    static Settlement of(Purchase bought) {
        return of(bought.question(), null, null, null, Optional.of(bought));
    }

    private static Settlement of(Work work, String calls, String outcome, String messages, CallLog log) {
        return of(
                work.key(),
                calls,
                outcome,
                messages,
                log.purchases().reversed().stream().findFirst());
    }

    private static Settlement of(UUID key, String calls, String outcome, String messages, Optional<Purchase> bought) {
        return new Settlement(
                key,
                calls,
                outcome,
                messages,
                bought.map(Purchase::question).orElse(null),
                bought.map(Texts::ofAnswer).orElse(null),
                bought.map(purchase -> purchase.lifetime().toMillis()).orElse(null));
    }
}
