package dev.warren.classifier;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.aiconsumer.estimate.PromptInstructions;
import dev.warren.aiconsumer.estimate.PromptTemplate;
import dev.warren.contracts.v1.Output.Classification;
import dev.warren.contracts.v1.OutputKind;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.TokenCounted;
import dev.warren.modelchain.local.classifier.LocalClassifier;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.provider.call.StructuredOutput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The skill of this service: to choose a label. */
@ApplicationScoped
class ClassifierSkill implements Skill, PromptInstructions {

    private final PromptTemplate instructions = new PromptTemplate(
            "prompts/classify-system.txt", feature -> Map.of("labels", LabelList.lines(feature.labels())));

    private final StructuredOutput<ModelClassification> structuredOutput = new StructuredOutput<>(
            ModelClassification.class, feature -> Map.of("label", LabelList.names(feature.labels())));

    @Override
    public OutputKind kind() {
        return OutputKind.CLASSIFICATION;
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        Feature feature = question.feature();
        return structuredOutput.fill(model, of(feature), question).within(feature.labels());
    }

    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        LocalClassifier classifier = LocalClassifier.learn(feature.labels(), embedder);
        return text -> {
            TokenCounted<Classification> chosen = classifier.classify(text);
            return new TokenCounted<>(new Answer(chosen.value(), null), chosen.tokens());
        };
    }

    @Override
    public String of(Feature feature) {
        return instructions.of(feature);
    }
}
