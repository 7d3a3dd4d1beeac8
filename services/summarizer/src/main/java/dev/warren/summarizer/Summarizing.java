package dev.warren.summarizer;

import dev.warren.aiconsumer.estimate.Instructions;
import dev.warren.aiconsumer.estimate.Prompts;
import dev.warren.contracts.v1.Kind;
import dev.warren.contracts.v1.Method;
import dev.warren.contracts.v1.Output.Summary;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.local.Counted;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.ExtractiveSummarizer;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Fence;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Skill;
import jakarta.enterprise.context.ApplicationScoped;

/** The skill of this service: to say the same in fewer words. */
@ApplicationScoped
class Summarizing implements Skill, Instructions {

    private static final String PROMPT = "prompts/summarize-system.txt";

    private final PrimarySummarizer primary;
    private final SecondarySummarizer secondary;

    Summarizing(PrimarySummarizer primary, SecondarySummarizer secondary) {
        this.primary = primary;
        this.secondary = secondary;
    }

    @Override
    public Kind kind() {
        return Kind.SUMMARY;
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
        ExtractiveSummarizer summarizer = new ExtractiveSummarizer(embedder);
        return text -> {
            Counted<String> selected = summarizer.summarize(text, feature.maxSentences(), feature.maxWords());
            return new Counted<>(new Answer(new Summary(selected.value(), Method.EXTRACTIVE), null), selected.tokens());
        };
    }

    @Override
    public String of(Feature feature) {
        return Prompts.read(PROMPT);
    }

    private static Answer ask(SummarizerAi ai, Question question) {
        Feature feature = question.feature();
        return ai.summarize(
                        feature.maxSentences(),
                        feature.maxWords(),
                        Fence.key(question.text()),
                        question.text(),
                        question.complaint())
                .within(feature.maxWords());
    }
}
