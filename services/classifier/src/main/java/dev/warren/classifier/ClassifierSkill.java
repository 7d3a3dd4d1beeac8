package dev.warren.classifier;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.aiconsumer.estimate.PromptInstructions;
import dev.warren.aiconsumer.estimate.PromptTemplate;
import dev.warren.classifier.label.Classification;
import dev.warren.classifier.local.LocalClassifier;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.FeatureFaults;
import dev.warren.modelchain.feature.OutputKind;
import dev.warren.modelchain.feature.SkillSettings;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.TokenCounted;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.provider.call.StructuredOutput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The skill of this service: to choose a label. */
@ApplicationScoped
class ClassifierSkill implements Skill, PromptInstructions {

    private static final OutputKind KIND = new OutputKind("classification", Classification.class);

    private final PromptTemplate instructions = new PromptTemplate(
            "prompts/classify-system.txt", feature -> Map.of("labels", LabelList.lines(LabelSet.of(feature))));

    private final StructuredOutput<ModelClassification> structuredOutput = new StructuredOutput<>(
            ModelClassification.class, feature -> Map.of("label", LabelList.names(LabelSet.of(feature))));

    private final ClassifierSettings settings;

    ClassifierSkill(ClassifierSettings settings) {
        this.settings = settings;
    }

    @Override
    public OutputKind kind() {
        return KIND;
    }

    @Override
    public SkillSettings settings(String feature, List<String> chain, FeatureFaults faults) {
        return SkillSettings.of(LabelSet.read(settings.features().get(feature).labels(), faults));
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        Feature feature = question.feature();
        return structuredOutput.fill(model, of(feature), question).within(LabelSet.of(feature));
    }

    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        LocalClassifier classifier = LocalClassifier.learn(LabelSet.of(feature), embedder);
        return text -> {
            TokenCounted<Classification> chosen = classifier.classify(text);
            return new TokenCounted<>(new Answer(chosen.value(), null), chosen.tokens());
        };
    }

    @Override
    public String of(Feature feature) {
        return instructions.of(feature);
    }

    /** The labels once more, which the form may list. */
    @Override
    public String form(Feature feature) {
        return String.join("\",\n\"", LabelList.names(LabelSet.of(feature)));
    }
}
