package dev.warren.summarizer;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.aiconsumer.estimate.PromptInstructions;
import dev.warren.aiconsumer.estimate.PromptTemplate;
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
import dev.warren.summarizer.local.ExtractiveSummarizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The skill of this service: to say the same in fewer words. */
@ApplicationScoped
class SummarizerSkill implements Skill, PromptInstructions {

    private static final OutputKind KIND = new OutputKind("summary", Summary.class);

    private final PromptTemplate instructions = new PromptTemplate(
            "prompts/summarize-system.txt",
            feature -> Map.of(
                    "sentences", Integer.toString(SummaryLimits.of(feature).maxSentences()),
                    "words", Integer.toString(SummaryLimits.of(feature).maxWords())));

    private final StructuredOutput<ModelSummary> structuredOutput = new StructuredOutput<>(ModelSummary.class);

    private final SummarizerSettings settings;

    SummarizerSkill(SummarizerSettings settings) {
        this.settings = settings;
    }

    @Override
    public OutputKind kind() {
        return KIND;
    }

    @Override
    public SkillSettings settings(String feature, List<String> chain, FeatureFaults faults) {
        return SkillSettings.of(SummaryLimits.read(settings.features().get(feature), faults));
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        Feature feature = question.feature();
        return structuredOutput
                .fill(model, of(feature), question)
                .within(SummaryLimits.of(feature).maxWords());
    }

    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        ExtractiveSummarizer summarizer = new ExtractiveSummarizer(embedder);
        SummaryLimits limits = SummaryLimits.of(feature);
        return text -> {
            TokenCounted<String> selected = summarizer.summarize(text, limits.maxSentences(), limits.maxWords());
            return new TokenCounted<>(
                    new Answer(new Summary(selected.value(), SummaryMethod.EXTRACTIVE), null), selected.tokens());
        };
    }

    @Override
    public String of(Feature feature) {
        return instructions.of(feature);
    }
}
