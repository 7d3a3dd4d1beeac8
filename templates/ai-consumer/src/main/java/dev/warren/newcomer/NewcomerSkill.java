package dev.warren.newcomer;

import static java.util.stream.Collectors.joining;

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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The skill of this service: to write a headline. */
@ApplicationScoped
class NewcomerSkill implements Skill, PromptInstructions {

    private static final String NAME = "newcomer";
    private static final String PROMPT = "prompts/newcomer-system.txt";
    private static final OutputKind KIND = new OutputKind(NAME, NewcomerOutput.class);
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final PromptTemplate prompt = new PromptTemplate(PROMPT, NewcomerSkill::values);
    private final StructuredOutput<ModelNewcomer> answers;
    private final NewcomerSettings settings;

    NewcomerSkill(NewcomerSettings settings) {
        this.answers = new StructuredOutput<>(ModelNewcomer.class);
        this.settings = settings;
    }

    @Override
    public OutputKind kind() {
        return KIND;
    }

    @Override
    public SkillSettings settings(String feature, List<String> chain, FeatureFaults faults) {
        NewcomerSettings.Entry entry = settings.features().get(feature);
        return SkillSettings.of(NewcomerLimits.read(entry, faults));
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        int maxWords = NewcomerLimits.of(question.feature()).maxWords();
        return answers.fill(model, of(question.feature()), question).within(maxWords);
    }

    /** Without a model: the first words. They cost nothing. */
    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        int maxWords = NewcomerLimits.of(feature).maxWords();
        return text -> {
            String headline = BLANKS.splitAsStream(text.strip()).limit(maxWords).collect(joining(" "));
            return new TokenCounted<>(new Answer(new NewcomerOutput(headline), null), 0);
        };
    }

    @Override
    public String of(Feature feature) {
        return prompt.of(feature);
    }

    private static Map<String, String> values(Feature feature) {
        int maxWords = NewcomerLimits.of(feature).maxWords();
        return Map.of("words", Integer.toString(maxWords));
    }
}
