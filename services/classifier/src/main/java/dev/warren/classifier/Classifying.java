package dev.warren.classifier;

import dev.warren.aiconsumer.estimate.Instructions;
import dev.warren.aiconsumer.estimate.Prompts;
import dev.warren.contracts.v1.Kind;
import dev.warren.contracts.v1.Output.Classification;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.local.Counted;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.LocalClassifier;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Fence;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Skill;
import jakarta.enterprise.context.ApplicationScoped;

/** The skill of this service: to choose a label. */
@ApplicationScoped
class Classifying implements Skill, Instructions {

    private static final String PROMPT = "prompts/classify-system.txt";

    private final PrimaryClassifier primary;
    private final SecondaryClassifier secondary;

    Classifying(PrimaryClassifier primary, SecondaryClassifier secondary) {
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

    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        LocalClassifier classifier = LocalClassifier.learn(feature.labels(), embedder);
        return text -> {
            Counted<Classification> chosen = classifier.classify(text);
            return new Counted<>(new Answer(chosen.value(), null), chosen.tokens());
        };
    }

    @Override
    public String of(Feature feature) {
        return Prompts.read(PROMPT).replace("{labels}", Vocabulary.lines(feature.labels()));
    }

    private static Answer ask(ClassifierAi ai, Question question) {
        String labels = Vocabulary.lines(question.feature().labels());
        return ai.classify(labels, Fence.key(question.text()), question.text(), question.complaint())
                .within(question.feature().labels());
    }
}
