package dev.warren.modelchain.store;

import dev.warren.database.GroupCommit;
import dev.warren.database.ServiceDatabase;
import dev.warren.database.ShutdownSignal;
import dev.warren.database.UnstorableRecordException;
import dev.warren.database.WhileUnavailable;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.AnswerCache;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.PaidAnswer;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.store.key.QuestionKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Answers that were bought, for everybody who asks the same for as long as they are good. Of all who ask the same at
 * the same time in this process, one asks the provider; the others wait for the answer. Two processes that do so at the
 * time ask once each. An answer is stored in one commit with the work that it was bought for, one that may not be the
 * end of it as soon as it is there: nobody who has a key in hand waits for another. Thread-safe.
 */
@ApplicationScoped
public class AnswerStore implements AnswerCache {

    private static final SharedOutcome NOTHING = new SharedOutcome.Nothing();

    private final ShutdownSignal shutdownSignal;
    private final Duration waitLimit;
    private final QuestionKeys keys = new QuestionKeys();
    private final SingleFlight<SharedOutcome> singleFlight = new SingleFlight<>();
    private final GroupCommit<UUID, Optional<String>> lookups;

    @Inject
    AnswerStore(ServiceDatabase database, ShutdownSignal shutdownSignal, CompletionSettings settings) {
        this(database, shutdownSignal, settings.maxWait());
    }

    AnswerStore(ServiceDatabase database, ShutdownSignal shutdownSignal, Duration waitLimit) {
        this.shutdownSignal = shutdownSignal;
        this.waitLimit = waitLimit;
        this.lookups = database.inStatements(WhileUnavailable.WAIT_UNTIL_STOP, AnswerTable::find);
    }

    @Override
    public Optional<Answer> known(Question question, Provider provider, CallLog log) {
        Optional<Answer> own = own(question, provider, log);
        if (own.isPresent() || !isKept(question, log)) {
            return own;
        }
        UUID key = keys.of(question.feature(), provider, question.text());
        return find(key, question.feature(), new WaitBudget(waitLimit, shutdownSignal))
                .map(bought -> reuse(bought, log));
    }

    @Override
    public Answer answer(Question question, Provider provider, CallLog log) {
        return own(question, provider, log).orElseGet(() -> notOwn(question, provider, log));
    }

    /** What the same work has bought before. */
    private Optional<Answer> own(Question question, Provider provider, CallLog log) {
        Feature feature = question.feature();
        return mayGoOn(question, provider)
                ? log.answered(keys.of(feature, provider, question.text()))
                        .map(text -> read(text, feature).answer())
                : Optional.empty();
    }

    /** Whether the next provider may be asked although this one answers. */
    private static boolean mayGoOn(Question question, Provider provider) {
        return question.feature().answerWhen().containsKey(provider.name());
    }

    private Answer notOwn(Question question, Provider provider, CallLog log) {
        Feature feature = question.feature();
        UUID key = keys.of(feature, provider, question.text());
        if (!isKept(question, log)) {
            return bought(key, question, provider, log).answer();
        }
        WaitBudget left = new WaitBudget(waitLimit, shutdownSignal);
        Optional<CompletableFuture<SharedOutcome>> other = singleFlight.enter(key);
        while (other.isPresent()) {
            switch (left.awaitOther(other.get())) {
                case SharedOutcome.Known(StoredAnswer bought) -> {
                    return reuse(bought, log);
                }
                case SharedOutcome.Failed failed -> {
                    log.notMade(provider.name(), provider.model(feature), failed.outcome());
                    throw new NextProviderException(failed.outcome());
                }
                case SharedOutcome.Nothing nothing -> other = singleFlight.enter(key);
            }
        }
        return findOrBuy(key, question, provider, log, left);
    }

    private static boolean isKept(Question question, CallLog log) {
        return log.kept() && question.feature().cache().enabled();
    }

    private Optional<StoredAnswer> find(UUID key, Feature feature, WaitBudget left) {
        return left.awaitOrTakeBack(lookups.submit(key)).map(text -> read(text, feature));
    }

    private static StoredAnswer read(String text, Feature feature) {
        try {
            return StoredJson.bought(text, feature.kind());
        } catch (UnreadableRecordException e) {
            throw new DependencyUnavailableException("The stored answer was written by a newer version");
        }
    }

    private static Answer reuse(StoredAnswer bought, CallLog log) {
        log.reuse(bought.call());
        return bought.answer();
    }

    /** The key is in hand; it stays there only where something was bought, until that is {@link #settled}. */
    private Answer findOrBuy(UUID key, Question question, Provider provider, CallLog log, WaitBudget left) {
        Optional<StoredAnswer> found;
        try {
            found = find(key, question.feature(), left);
            if (found.isEmpty()) {
                return buy(key, question, provider, log);
            }
        } catch (NextProviderException e) {
            singleFlight.leave(key, new SharedOutcome.Failed(e.outcome()));
            throw e;
        } catch (Throwable e) { // whatever it is, nobody may wait for it for ever
            singleFlight.leave(key, NOTHING);
            throw e;
        }
        singleFlight.leave(key, new SharedOutcome.Known(found.get()));
        return reuse(found.get(), log);
    }

    private static Answer buy(UUID key, Question question, Provider provider, CallLog log) {
        PaidAnswer bought = bought(key, question, provider, log);
        if (mayGoOn(question, provider)) {
            log.keepNow(bought);
        } else {
            log.keep(bought);
        }
        return bought.answer();
    }

    /**
     * Asks the provider. An answer that may not be the end is kept with the call: it is not bought again after a crash.
     */
    private static PaidAnswer bought(UUID key, Question question, Provider provider, CallLog log) {
        Answer answer = provider.answer(question, log);
        CallLogEntry call = log.made().getLast();
        PaidAnswer bought =
                new PaidAnswer(key, answer, call, question.feature().cache().lifetime());
        if (mayGoOn(question, provider)) {
            log.keepWithCall(key, StoredJson.ofAnswer(bought));
        }
        return bought;
    }

    /**
     * The purchase is stored, or is not. Those who wait for an answer that cannot be stored do not buy it either.
     *
     * @param failure why it is not stored; null where it is
     */
    void settled(PaidAnswer paidAnswer, Throwable failure) {
        SharedOutcome sharedOutcome =
                switch (failure) {
                    case null -> new SharedOutcome.Known(new StoredAnswer(paidAnswer.answer(), paidAnswer.call()));
                    case UnstorableRecordException _ -> new SharedOutcome.Failed(CallOutcome.MALFORMED);
                    default -> NOTHING;
                };
        singleFlight.leave(paidAnswer.question(), sharedOutcome);
    }
}
