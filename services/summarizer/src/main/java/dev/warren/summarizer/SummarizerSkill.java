package dev.warren.summarizer;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.aiconsumer.estimate.PromptInstructions;
import dev.warren.aiconsumer.estimate.PromptTemplate;
import dev.warren.contracts.v1.Output.Summary;
import dev.warren.contracts.v1.OutputKind;
import dev.warren.contracts.v1.SummaryMethod;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.TokenCounted;
import dev.warren.modelchain.local.summarizer.ExtractiveSummarizer;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.provider.call.StructuredOutput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The skill of this service: to say the same in fewer words. */
@ApplicationScoped
class SummarizerSkill implements Skill, PromptInstructions {

    private final PromptTemplate instructions = new PromptTemplate(
            "prompts/summarize-system.txt",
            feature -> Map.of(
                    "sentences", Integer.toString(feature.maxSentences()),
                    "words", Integer.toString(feature.maxWords())));

    private final StructuredOutput<ModelSummary> structuredOutput = new StructuredOutput<>(ModelSummary.class);

    @Override
    public OutputKind kind() {
        return OutputKind.SUMMARY;
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        Feature feature = question.feature();
        return structuredOutput.fill(model, of(feature), question).within(feature.maxWords());
    }

    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        ExtractiveSummarizer summarizer = new ExtractiveSummarizer(embedder);
        return text -> {
            TokenCounted<String> selected = summarizer.summarize(text, feature.maxSentences(), feature.maxWords());
            return new TokenCounted<>(
                    new Answer(new Summary(selected.value(), SummaryMethod.EXTRACTIVE), null), selected.tokens());
        };
    }

    @Override
    public String of(Feature feature) {
        return instructions.of(feature);
    }
}
