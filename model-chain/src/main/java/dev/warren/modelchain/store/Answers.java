package dev.warren.modelchain.store;

import dev.warren.modelchain.AwayException;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.AnswerCache;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Purchase;
import dev.warren.modelchain.provider.Question;
import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/**
 * Answers that were bought, for everybody who asks the same for as long as they are good. Of all who ask the same at
 * the same time in this process, one asks the provider; the others wait for the answer. Two processes that do so at the
 * time ask once each. An answer is stored in one commit with the work that it was bought for, one that may not be the
 * end of it as soon as it is there: nobody who has a key in hand waits for another. Thread-safe.
 */
@ApplicationScoped
public class Answers implements AnswerCache {

    private static final Word NOTHING = new Word.Nothing();

    private final Stop stop;
    private final Duration patience;
    private final QuestionKeys keys = new QuestionKeys();
    private final InHand<Word> inHand = new InHand<>();
    private final Batcher<UUID, Optional<String>> lookups;

    @Inject
    Answers(AgroalDataSource dataSource, Stop stop, CompletionSettings settings) {
        this(dataSource, stop, settings.patience());
    }

    Answers(DataSource dataSource, Stop stop, Duration patience) {
        this.stop = stop;
        this.patience = patience;
        this.lookups = new Batcher<>("lookups", dataSource, stop, AnswerTable::find);
    }

    @Override
    public Optional<Answer> known(Question question, Provider provider, CallLog log) {
        Optional<Answer> own = own(question, provider, log);
        if (own.isPresent() || !isKept(question, log)) {
            return own;
        }
        UUID key = keys.of(question.feature(), provider, question.text());
        return find(key, question.feature(), new Patience(patience, stop)).map(bought -> reuse(bought, log));
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
        Patience left = new Patience(patience, stop);
        Optional<CompletableFuture<Word>> other = inHand.enter(key);
        while (other.isPresent()) {
            switch (left.awaitOther(other.get())) {
                case Word.Known(Bought bought) -> {
                    return reuse(bought, log);
                }
                case Word.Failed failed -> {
                    log.notMade(provider.name(), provider.model(feature), failed.outcome());
                    throw new NextProviderException(failed.outcome());
                }
                case Word.Nothing nothing -> other = inHand.enter(key);
            }
        }
        return findOrBuy(key, question, provider, log, left);
    }

    private static boolean isKept(Question question, CallLog log) {
        return log.kept() && question.feature().cache().enabled();
    }

    private Optional<Bought> find(UUID key, Feature feature, Patience left) {
        return lookups.call(key, left).map(text -> read(text, feature));
    }

    private static Bought read(String text, Feature feature) {
        try {
            return Texts.bought(text, feature.kind());
        } catch (UnreadableException e) {
            throw new AwayException("The answer is known, and was written by a newer version");
        }
    }

    private static Answer reuse(Bought bought, CallLog log) {
        log.reuse(bought.call());
        return bought.answer();
    }

    /** The key is in hand; it stays there only where something was bought, until that is {@link #settled}. */
    private Answer findOrBuy(UUID key, Question question, Provider provider, CallLog log, Patience left) {
        Optional<Bought> found;
        try {
            found = find(key, question.feature(), left);
            if (found.isEmpty()) {
                return buy(key, question, provider, log);
            }
        } catch (NextProviderException e) {
            inHand.leave(key, new Word.Failed(e.outcome()));
            throw e;
        } catch (Throwable e) { // whatever it is, nobody may wait for it for ever
            inHand.leave(key, NOTHING);
            throw e;
        }
        inHand.leave(key, new Word.Known(found.get()));
        return reuse(found.get(), log);
    }

    private static Answer buy(UUID key, Question question, Provider provider, CallLog log) {
        Purchase bought = bought(key, question, provider, log);
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
    private static Purchase bought(UUID key, Question question, Provider provider, CallLog log) {
        Answer answer = provider.answer(question, log);
        Call call = log.made().getLast();
        Purchase bought =
                new Purchase(key, answer, call, question.feature().cache().lifetime());
        if (mayGoOn(question, provider)) {
            log.keepWithCall(key, Texts.ofAnswer(bought));
        }
        return bought;
    }

    /**
     * The purchase is stored, or is not. Those who wait for an answer that cannot be stored do not buy it either.
     *
     * @param failure why it is not stored; null where it is
     */
    void settled(Purchase purchase, Throwable failure) {
        Word word =
                switch (failure) {
                    case null -> new Word.Known(new Bought(purchase.answer(), purchase.call()));
                    case UnstorableException _ -> new Word.Failed(CallOutcome.MALFORMED);
                    default -> NOTHING;
                };
        inHand.leave(purchase.question(), word);
    }

    @PreDestroy
    void close() {
        lookups.close();
    }
}
