package dev.warren.modelchain;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import dev.warren.contracts.v1.Kind;
import dev.warren.contracts.v1.Output;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.local.Counted;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.Label;
import dev.warren.modelchain.local.LocalClassifier;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.ReaskException;
import dev.warren.modelchain.provider.Skill;
import io.quarkiverse.langchain4j.RegisterAiService;
import io.quarkiverse.langchain4j.RegisterAiService.NoChatMemoryProviderSupplier;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;

/** The smallest skill that does something: a classification with a prompt of one line. */
@ApplicationScoped
class TestSkill implements Skill {

    record Word(String label, BigDecimal confidence) {}

    interface Ai {
        @SystemMessage("Choose a label. {complaint}")
        @UserMessage("{text}")
        Word ask(@V("text") String text, @V("complaint") String complaint);
    }

    @ApplicationScoped
    @RegisterAiService(modelName = Provider.PRIMARY, chatMemoryProviderSupplier = NoChatMemoryProviderSupplier.class)
    interface PrimaryAi extends Ai {}

    @ApplicationScoped
    @RegisterAiService(modelName = Provider.SECONDARY, chatMemoryProviderSupplier = NoChatMemoryProviderSupplier.class)
    interface SecondaryAi extends Ai {}

    private final PrimaryAi primary;
    private final SecondaryAi secondary;

    TestSkill(PrimaryAi primary, SecondaryAi secondary) {
        this.primary = primary;
        this.secondary = secondary;
    }

    @Override
    public Kind kind() {
        return Kind.CLASSIFICATION;
    }

    @Override
    public Answer askPrimary(Question question) {
        return ask(primary, question);
    }

    @Override
    public Answer askSecondary(Question question) {
        return ask(secondary, question);
    }

    private static Answer ask(Ai ai, Question question) {
        Word word = ai.ask(question.text(), question.complaint());
        if (question.feature().labels().stream().map(Label::name).noneMatch(word.label()::equals)) {
            throw new ReaskException("The label is not in the list.");
        }
        return new Answer(new Output.Classification(word.label(), word.confidence(), List.of()), null);
    }

    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        LocalClassifier classifier = LocalClassifier.learn(feature.labels(), embedder);
        return text -> {
            var counted = classifier.classify(text);
            return new Counted<>(new Answer(counted.value(), null), counted.tokens());
        };
    }
}
