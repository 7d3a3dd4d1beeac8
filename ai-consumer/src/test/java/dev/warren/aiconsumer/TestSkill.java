package dev.warren.aiconsumer;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.aiconsumer.estimate.PromptInstructions;
import dev.warren.contracts.v1.Output;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.FeatureFaults;
import dev.warren.modelchain.feature.OutputKind;
import dev.warren.modelchain.feature.SkillSettings;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Skill;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;

/** The least that makes an AI consumer: sends the text to the endpoint and takes whatever it says for praise. */
@ApplicationScoped
class TestSkill implements Skill, PromptInstructions {

    record Mood(String word, BigDecimal confidence) implements Output.Scored {}

    @Override
    public OutputKind kind() {
        return new OutputKind("mood", Mood.class);
    }

    @Override
    public SkillSettings settings(String feature, List<String> chain, FeatureFaults faults) {
        return SkillSettings.NONE;
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        model.chat(question.feature().name() + ": " + question.text());
        return new Answer(new Mood("praise", BigDecimal.ONE), null);
    }

    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        throw new UnsupportedOperationException("no feature asks it");
    }

    @Override
    public String of(Feature feature) {
        return "Choose a label.";
    }
}
