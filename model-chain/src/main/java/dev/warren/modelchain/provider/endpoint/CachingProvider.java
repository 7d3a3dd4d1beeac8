package dev.warren.modelchain.provider.endpoint;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.AnswerCache;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import java.util.Optional;

/** A provider that returns its stored answer where it has answered the same question before. */
record CachingProvider(Provider provider, AnswerCache cache) implements Provider {

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public String model(Feature feature) {
        return provider.model(feature);
    }

    @Override
    public Optional<Answer> known(Question question, CallLog log) {
        return cache.known(question, provider, log);
    }

    @Override
    public Answer answer(Question question, CallLog log) {
        return cache.answer(question, provider, log);
    }
}
