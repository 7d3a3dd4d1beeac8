package dev.warren.modelchain.provider.local;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.local.TokenCounted;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.ReaskException;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.provider.TokenCounts;
import java.util.concurrent.ExecutionException;

/** The embedded models. Needs no network and no guard: what it does depends on the text alone. */
public final class LocalProvider implements Provider {

    private final LocalModels models;

    public LocalProvider(LocalModels models) {
        this.models = models;
    }

    @Override
    public String name() {
        return LOCAL;
    }

    @Override
    public String model(Feature feature) {
        return models.name();
    }

    /** Waits until the models are loaded, and for a thread of theirs. */
    @Override
    public Answer answer(Question question, CallLog log) {
        try {
            Skill.Local local = ready(question);
            return models.inference().compute(() -> compute(local, question, log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NextProviderException(CallOutcome.UNAVAILABLE, e);
        }
    }

    private Answer compute(Skill.Local local, Question question, CallLog log) {
        CallLog.Open call = log.beginEmbedded(LOCAL, model(question.feature()));
        try {
            TokenCounted<Answer> answer = local.answer(question.text());
            call.end(CallOutcome.ANSWERED, TokenCounts.read(answer.tokens()));
            return answer.value();
        } catch (ReaskException e) {
            call.end(e.outcome(), TokenCounts.read(0));
            throw new NextProviderException(e.outcome(), e);
        } catch (RuntimeException e) {
            call.end(CallOutcome.UNAVAILABLE, TokenCounts.UNKNOWN);
            throw new NextProviderException(CallOutcome.UNAVAILABLE, e);
        }
    }

    private Skill.Local ready(Question question) throws InterruptedException {
        try {
            return models.of(question.feature()).get();
        } catch (ExecutionException e) {
            throw new NextProviderException(CallOutcome.NOT_READY, e);
        }
    }
}
