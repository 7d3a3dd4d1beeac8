package dev.warren.extractor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.warren.aiconsumer.estimate.PromptInstructions;
import dev.warren.aiconsumer.estimate.PromptTemplate;
import dev.warren.extractor.local.RuleExtractor;
import dev.warren.extractor.schema.Field;
import dev.warren.extractor.schema.JsonSchemas;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The skill of this service: to read fields out of a text. */
@ApplicationScoped
class ExtractorSkill implements Skill, PromptInstructions {

    private static final Logger LOG = Logger.getLogger(ExtractorSkill.class);
    private static final OutputKind KIND = new OutputKind("extraction", Extraction.class);

    private final PromptTemplate instructions = new PromptTemplate(
            "prompts/extract-system.txt", feature -> Map.of("fields", JsonSchemas.lines(fields(feature))));

    private final StructuredOutput<ObjectNode> structuredOutput = new StructuredOutput<>(
            ObjectNode.class,
            feature -> JsonSchema.builder()
                    .name("Extraction")
                    .rootElement(JsonSchemas.form(fields(feature)))
                    .build(),
            feature -> "\nAnswer with one JSON object of this schema, and nothing else:\n" + form(feature));

    /** By name: features do not change while the process runs. */
    private final Map<String, AnswerCheck> checks = new ConcurrentHashMap<>();

    private final ExtractorSettings settings;

    ExtractorSkill(ExtractorSettings settings) {
        this.settings = settings;
    }

    @Override
    public OutputKind kind() {
        return KIND;
    }

    @Override
    public SkillSettings settings(String feature, List<String> chain, FeatureFaults faults) {
        return SkillSettings.of(ExtractionRules.read(settings.features().get(feature), chain, faults));
    }

    @Override
    public Answer ask(ChatModel model, Question question) {
        Feature feature = question.feature();
        ObjectNode said = structuredOutput.fill(model, of(feature), question);
        return check(feature).check(said, question.text(), !question.complaint().isEmpty());
    }

    @Override
    public boolean embeds() {
        return false;
    }

    @Override
    public Local prepare(Feature feature, Embedder embedder) {
        List<Field> fields = fields(feature);
        warn(feature, RuleExtractor.unfillable(fields).toList());
        AnswerCheck check = check(feature);
        return text -> new TokenCounted<>(check.check(RuleExtractor.extract(text, fields), text, true), 0);
    }

    private static void warn(Feature feature, List<Field> unfillable) {
        if (unfillable.stream().anyMatch(Field::required)) {
            LOG.warnf(
                    "local cannot answer: it cannot fill required fields feature=%s fields=%s",
                    feature.name(),
                    names(unfillable.stream().filter(Field::required).toList()));
        } else if (!unfillable.isEmpty()) {
            LOG.warnf("local leaves fields out feature=%s fields=%s", feature.name(), names(unfillable));
        }
    }

    private static String names(List<Field> fields) {
        return fields.stream().map(Field::name).collect(Collectors.joining(","));
    }

    @Override
    public String of(Feature feature) {
        return instructions.of(feature);
    }

    /** The schema once more. */
    @Override
    public String form(Feature feature) {
        return JsonSchemas.whole(fields(feature)).toString();
    }

    private AnswerCheck check(Feature feature) {
        return checks.computeIfAbsent(feature.name(), _ -> new AnswerCheck(ExtractionRules.of(feature)));
    }

    private static List<Field> fields(Feature feature) {
        return ExtractionRules.of(feature).fields();
    }
}
