package dev.warren.modelchain.provider;

import java.util.Optional;

/** Answers that were bought before. */
public interface AnswerCache {

    /** The answer to the question, if it is known already; it is told to the log as reused. */
    Optional<Answer> known(Question question, Provider provider, CallLog log);

    /**
     * The answer to the question, from the provider only if it is not known already. An answer that is found is told to
     * the log as reused, one that is bought as a purchase.
     *
     * @throws NextProviderException as {@link Provider#answer}
     */
    Answer answer(Question question, Provider provider, CallLog log);
}
