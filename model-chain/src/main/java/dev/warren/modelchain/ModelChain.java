package dev.warren.modelchain;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Providers;
import dev.warren.modelchain.provider.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Asks the providers of a feature in order until one answers. */
@ApplicationScoped
public class ModelChain {

    private static final Logger LOG = Logger.getLogger(ModelChain.class);

    private final Providers known;

    ModelChain(Providers providers) {
        this.known = providers;
    }

    /**
     * The first answer, and who gave it. Whether it returns or throws, every call that was made is in the log.
     *
     * @param providers names in the order in which they are asked
     * @throws TryLaterException if no provider answered, and one of them may do so later
     * @throws GiveUpException if no provider answered, and none of them will
     */
    public Answered answer(Feature feature, List<String> providers, String text, CallLog log) {
        List<CallOutcome> outcomes = new ArrayList<>();
        Question question = Question.of(feature, text);
        for (String name : providers) {
            Provider provider = known.named(name);
            try {
                return new Answered(provider.answer(question, log), name, provider.model());
            } catch (NextProviderException e) {
                LOG.warnf("provider failed feature=%s provider=%s outcome=%s", feature.name(), name, e.getMessage());
                outcomes.add(e.outcome());
            }
        }
        throw noAnswer(outcomes);
    }

    private static RuntimeException noAnswer(List<CallOutcome> outcomes) {
        List<String> words = outcomes.stream().map(CallOutcome::word).toList();
        String message = "No provider answered: " + String.join(", ", words);
        return outcomes.stream().anyMatch(CallOutcome::passing)
                ? new TryLaterException(message)
                : new GiveUpException(words.getLast(), message);
    }

    /**
     * An answer and where it is from.
     *
     * @param answer the answer
     * @param provider who gave it
     * @param model what gave it
     */
    public record Answered(Answer answer, String provider, String model) {}
}
