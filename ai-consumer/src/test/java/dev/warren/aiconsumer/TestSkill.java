package dev.warren.aiconsumer;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.aiconsumer.estimate.PromptInstructions;
import dev.warren.contracts.v1.Output.Classification;
import dev.warren.contracts.v1.OutputKind;
import dev.warren.modelchain.feature.Feature;
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

    @Override
    public OutputKind kind() {
        return OutputKind.CLASSIFICATION;
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        model.chat(question.feature().name() + ": " + question.text());
        return new Answer(new Classification("praise", BigDecimal.ONE, List.of()), null);
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
