package dev.warren.modelchain.provider;

/** Answers that were bought before. */
public interface AnswerCache {

    /**
     * The answer to the question, from the provider only if it is not known already. An answer that is found is told to
     * the log as reused, one that is bought as a purchase.
     *
     * @throws NextProviderException as {@link Provider#answer}
     */
    Answer answer(Question question, Provider provider, CallLog log);
}
