package dev.warren.summarizer;

import dev.langchain4j.model.chat.ChatModel;
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
import dev.warren.modelchain.provider.Form;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Skill;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The skill of this service: to say the same in fewer words. */
@ApplicationScoped
class Summarizing implements Skill, Instructions {

    private final Prompts instructions = new Prompts(
            "prompts/summarize-system.txt",
            feature -> Map.of(
                    "sentences", Integer.toString(feature.maxSentences()),
                    "words", Integer.toString(feature.maxWords())));

    private final Form<Digest> form = new Form<>(Digest.class);

    @Override
    public Kind kind() {
        return Kind.SUMMARY;
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        Feature feature = question.feature();
        return form.fill(model, of(feature), question).within(feature.maxWords());
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
        return instructions.of(feature);
    }
}
