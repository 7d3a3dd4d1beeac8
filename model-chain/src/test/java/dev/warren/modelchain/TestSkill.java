package dev.warren.modelchain;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.FeatureFaults;
import dev.warren.modelchain.feature.OutputKind;
import dev.warren.modelchain.feature.SkillSettings;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.TextEmbedding;
import dev.warren.modelchain.local.TokenCounted;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.ReaskException;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.provider.call.StructuredOutput;
import dev.warren.modelchain.testing.Verdict;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The smallest skill that does something: chooses a word, with a prompt of one line. */
@ApplicationScoped
class TestSkill implements Skill {

    record Word(String label, BigDecimal confidence, String explanation) {}

    /** The settings. */
    @ConfigMapping(prefix = "warren.features")
    interface Settings {

        @WithParentName
        Map<String, Entry> features();

        interface Entry {

            List<String> words();
        }
    }

    private final AtomicReference<Thread> computed = new AtomicReference<>();
    private final StructuredOutput<Word> structuredOutput =
            new StructuredOutput<>(Word.class, feature -> Map.of("label", words(feature)));
    private final Settings settings;

    TestSkill(Settings settings) {
        this.settings = settings;
    }

    /** The thread on which the embedded provider answered last. */
    Thread computedOn() {
        return computed.get();
    }

    @Override
    public OutputKind kind() {
        return Verdict.KIND;
    }

    @Override
    public SkillSettings settings(String feature, List<String> chain, FeatureFaults faults) {
        return SkillSettings.of(
                new Verdict.Words(settings.features().get(feature).words()));
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        Word word = structuredOutput.fill(model, "Choose a label.", question);
        if (!words(question.feature()).contains(word.label())) {
            throw new ReaskException("The label is not in the list.");
        }
        if (word.confidence() == null) {
            throw new ReaskException("The confidence is missing.");
        }
        return new Answer(new Verdict(word.label(), word.confidence()), word.explanation());
    }

    /** The first word, of which it is not sure. */
    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        return text -> {
            computed.set(Thread.currentThread());
            TextEmbedding read = embedder.embed(text);
            return new TokenCounted<>(
                    new Answer(new Verdict(words(feature).getFirst(), new BigDecimal("0.4")), null), read.tokens());
        };
    }

    private static List<String> words(Feature feature) {
        return feature.settings(Verdict.Words.class).words();
    }
}
