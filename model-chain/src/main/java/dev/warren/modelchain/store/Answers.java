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
 * the same time, in this process and in others, one asks the provider; the others wait for the answer. It is stored in
 * one commit with the work that it was bought for. Thread-safe.
 */
@ApplicationScoped
public class Answers implements AnswerCache {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Word NOTHING = new Word.Nothing();

    private final Stop stop;
    private final Duration patience;
    private final QuestionKeys keys = new QuestionKeys();
    private final InHand<Word> inHand = new InHand<>();
    private final Batcher<UUID, QuestionTable.Reply> questions;
    private final Batcher<UUID, QuestionTable.Reply> lookups;
    private final Batcher<UUID, Boolean> returns;

    @Inject
    Answers(AgroalDataSource dataSource, Worker worker, Stop stop, CompletionSettings settings) {
        this(dataSource, worker, stop, settings.patience());
    }

    Answers(DataSource dataSource, Worker worker, Stop stop, Duration patience) {
        this.stop = stop;
        this.patience = patience;
        QuestionTable table = new QuestionTable(worker);
        this.questions = new Batcher<>("questions", dataSource, stop, table::ask);
        this.lookups = new Batcher<>("lookups", dataSource, stop, table::find);
        this.returns = new Batcher<>("returns", dataSource, stop, table::giveBack);
    }

    @Override
    public Optional<Answer> known(Question question, Provider provider, CallLog log) {
        if (!isKept(question, log)) {
            return Optional.empty();
        }
        UUID key = keys.of(question.feature(), provider, question.text());
        QuestionTable.Reply reply = lookups.call(key, new Patience(patience, stop));
        return bought(reply, question.feature()).map(bought -> reuse(bought, log));
    }

    @Override
    public Answer answer(Question question, Provider provider, CallLog log) {
        Feature feature = question.feature();
        if (!isKept(question, log)) {
            return provider.answer(question, log);
        }
        UUID key = keys.of(feature, provider, question.text());
        Patience left = new Patience(patience, stop);
        Optional<CompletableFuture<Word>> other = inHand.enter(key);
        while (other.isPresent()) {
            switch (left.awaitOther(other.get())) {
                case Word.Known(Bought bought) -> {
                    return reuse(bought, log);
                }
                case Word.Failed failed -> {
                    log.notMade(provider.name(), provider.model(), failed.outcome());
                    throw new NextProviderException(failed.outcome());
                }
                case Word.Nothing nothing -> other = inHand.enter(key);
            }
        }
        return find(key, feature, left)
                .map(bought -> reuse(bought, log))
                .orElseGet(() -> buy(key, question, provider, log));
    }

    private static boolean isKept(Question question, CallLog log) {
        return log.kept() && question.feature().cache().enabled();
    }

    private static Optional<Bought> bought(QuestionTable.Reply reply, Feature feature) {
        try {
            return reply instanceof QuestionTable.Reply.Answered(String text)
                    ? Optional.of(Texts.bought(text, feature.kind()))
                    : Optional.empty();
        } catch (UnreadableException e) {
            throw new AwayException("The answer is known, and was written by a newer version");
        }
    }

    private static Answer reuse(Bought bought, CallLog log) {
        log.reuse(bought.call());
        return bought.answer();
    }

    /** Empty if it is ours to ask, and the key is still in hand then. */
    private Optional<Bought> find(UUID key, Feature feature, Patience left) {
        Optional<Bought> found;
        try {
            QuestionTable.Reply reply = questions.call(key, left);
            while (reply instanceof QuestionTable.Reply.Taken) {
                left.pause(POLL);
                reply = questions.call(key, left);
            }
            found = bought(reply, feature);
        } catch (Throwable e) { // whatever it is, nobody may wait for it for ever
            inHand.leave(key, NOTHING);
            throw e;
        }
        found.ifPresent(bought -> inHand.leave(key, new Word.Known(bought)));
        return found;
    }

    private Answer buy(UUID key, Question question, Provider provider, CallLog log) {
        try {
            Answer answer = provider.answer(question, log);
            Call call = log.made().getLast();
            log.keep(new Purchase(key, answer, call, question.feature().cache().lifetime()));
            return answer;
        } catch (NextProviderException e) {
            giveBack(key, new Word.Failed(e.outcome()));
            throw e;
        } catch (Throwable e) { // whatever it is, others may ask
            giveBack(key, NOTHING);
            throw e;
        }
    }

    private void giveBack(UUID key, Word word) {
        CompletableFuture<Boolean> _ = returns.submit(key).whenComplete((done, failure) -> inHand.leave(key, word));
    }

    /**
     * The purchase is stored, and the question not asked any more; or neither. Those who wait for an answer that cannot
     * be stored do not buy it either.
     *
     * @param failure why it is not stored; null where it is
     */
    void settled(Purchase purchase, Throwable failure) {
        switch (failure) {
            case null ->
                inHand.leave(purchase.question(), new Word.Known(new Bought(purchase.answer(), purchase.call())));
            case UnstorableException _ -> giveBack(purchase.question(), new Word.Failed(CallOutcome.MALFORMED));
            default -> giveBack(purchase.question(), NOTHING);
        }
    }

    @PreDestroy
    void close() {
        questions.close();
        lookups.close();
        returns.close();
    }
}
