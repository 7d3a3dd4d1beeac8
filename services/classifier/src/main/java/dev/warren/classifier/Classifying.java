package dev.warren.classifier;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.aiconsumer.estimate.Instructions;
import dev.warren.aiconsumer.estimate.Prompts;
import dev.warren.contracts.v1.Kind;
import dev.warren.contracts.v1.Output.Classification;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.local.Counted;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.LocalClassifier;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Form;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Skill;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The skill of this service: to choose a label. */
@ApplicationScoped
class Classifying implements Skill, Instructions {

    private final Prompts instructions =
            new Prompts("prompts/classify-system.txt", feature -> Map.of("labels", Vocabulary.lines(feature.labels())));

    private final Form<Verdict> form =
            new Form<>(Verdict.class, feature -> Map.of("label", Vocabulary.names(feature.labels())));

    @Override
    public Kind kind() {
        return Kind.CLASSIFICATION;
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        Feature feature = question.feature();
        return form.fill(model, of(feature), question).within(feature.labels());
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
        return instructions.of(feature);
    }
}
