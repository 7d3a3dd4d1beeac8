package dev.warren.classifier.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.warren.classifier.label.Label;
import dev.warren.modelchain.testing.Models;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures the shipped features on the shipped samples: {@code -Dtest=SampleAccuracyTest -Dmeasure}. */
@EnabledIfSystemProperty(named = "measure", matches = ".*")
class SampleAccuracyTest {

    private static final System.Logger LOG = System.getLogger(SampleAccuracyTest.class.getName());
    private static final Path ROOT = Path.of("../..");
    private static final Path FEATURES = ROOT.resolve("services/classifier/src/main/resources/features.yaml");

    @ParameterizedTest
    @CsvSource({
        "ticket-triage, tickets.json, /subject, /body, 0, 0.80",
        "ticket-triage, tickets.json, /subject, /body, 4, 0.80",
        "ticket-triage, tickets.json, /subject, /body, 8, 0.80",
        "ticket-triage, tickets.json, /subject, /body, 16, 0.85",
        "email-routing, emails.json, /subject, /text, 0, 0.65",
        "email-routing, emails.json, /subject, /text, 4, 0.80",
        "email-routing, emails.json, /subject, /text, 8, 0.80",
        "email-routing, emails.json, /subject, /text, 16, 0.80"
    })
    void samplesGetTheLabelsThatAPersonGave(
            String feature, String samples, String head, String text, int examples, double least) throws IOException {
        // Given
        LocalClassifier classifier = LocalClassifier.learn(labels(feature, examples), Models.MINI_LM);
        JsonNode events = new ObjectMapper()
                .readTree(ROOT.resolve("samples").resolve(samples).toFile());

        // When
        int right = 0;
        for (JsonNode event : events) {
            JsonNode data = event.at("/event/data");
            String answer = classifier
                    .classify(data.at(head).asText() + "\n" + data.at(text).asText())
                    .value()
                    .label();
            right += answer.equals(event.get("expect").get(feature).asText()) ? 1 : 0;
        }

        // Then
        LOG.log(Level.INFO, "{0}, {1} examples per label: {2} of {3}", feature, examples, right, events.size());
        assertThat((double) right / events.size()).isGreaterThanOrEqualTo(least);
    }

    private static List<Label> labels(String feature, int examples) throws IOException {
        JsonNode features = new YAMLMapper().readTree(FEATURES.toFile()).at("/warren/features");
        List<Label> labels = new ArrayList<>();
        features.get(feature).get("labels").properties().forEach(label -> {
            List<String> texts = new ArrayList<>();
            label.getValue().get("examples").forEach(example -> texts.add(example.asText()));
            labels.add(new Label(
                    label.getKey(),
                    label.getValue().get("description").asText(),
                    texts.subList(0, Math.min(examples, texts.size()))));
        });
        return labels;
    }
}
