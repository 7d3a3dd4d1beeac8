package dev.warren.modelchain;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.OutputKind;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.TokenCounted;
import dev.warren.modelchain.local.classifier.Label;
import dev.warren.modelchain.local.classifier.LocalClassifier;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.ReaskException;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.provider.call.StructuredOutput;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The smallest skill that does something: a classification with a prompt of one line. */
@ApplicationScoped
class TestSkill implements Skill {

    record Word(String label, BigDecimal confidence, String explanation) {}

    private final AtomicReference<Thread> computed = new AtomicReference<>();
    private final StructuredOutput<Word> structuredOutput = new StructuredOutput<>(
            Word.class,
            feature ->
                    Map.of("label", feature.labels().stream().map(Label::name).toList()));

    /** The thread on which the embedded provider answered last. */
    Thread computedOn() {
        return computed.get();
    }

    @Override
    public OutputKind kind() {
        return OutputKind.CLASSIFICATION;
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        Word word = structuredOutput.fill(model, "Choose a label.", question);
        if (question.feature().labels().stream().map(Label::name).noneMatch(word.label()::equals)) {
            throw new ReaskException("The label is not in the list.");
        }
        if (word.confidence() == null) {
            throw new ReaskException("The confidence is missing.");
        }
        return new Answer(new Output.Classification(word.label(), word.confidence(), List.of()), word.explanation());
    }

    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        LocalClassifier classifier = LocalClassifier.learn(feature.labels(), embedder);
        return text -> {
            computed.set(Thread.currentThread());
            var counted = classifier.classify(text);
            return new TokenCounted<>(new Answer(counted.value(), null), counted.tokens());
        };
    }
}
