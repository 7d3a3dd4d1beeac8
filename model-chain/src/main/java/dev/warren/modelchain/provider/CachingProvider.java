package dev.warren.modelchain.provider;

import dev.warren.modelchain.feature.Feature;
import java.util.Optional;

/** A provider that is not asked what it has answered before. */
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
