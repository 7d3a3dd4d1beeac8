package dev.warren.classifier.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.modelchain.local.UnitVector;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PriorRegressionTest {

    private static final float[] EAST = {1, 0, 0};
    private static final float[] NORTH = {0, 1, 0};

    @Test
    void withOneExampleEachTheNearestPrototypeDecides() {
        // Given
        TrainingSet set = new TrainingSet(List.of(example(0, EAST), example(1, NORTH)), 2);

        // When
        LinearModel model = PriorRegression.fit(set);

        // Then
        assertThat(best(model, 0.6f, 0.5f, 0)).isZero();
        assertThat(best(model, 0.5f, 0.6f, 0)).isEqualTo(1);
    }

    @Test
    void manyExamplesOverruleThePrototypes() {
        // Given a label in two far corners, whose mean is nearer to the other label's texts
        TrainingSet set = new TrainingSet(
                IntStream.range(0, 60)
                        .mapToObj(i -> switch (i % 3) {
                            case 0 -> example(0, 1, 0.1f, 0);
                            case 1 -> example(0, 0.4f, 0, 1);
                            default -> example(1, 1, 0.1f, 0.5f);
                        })
                        .toList(),
                2);
        LinearModel prior = LinearModel.nearest(set.prototypes(), PriorRegression.SHARPNESS);

        // When
        LinearModel model = PriorRegression.fit(set);

        // Then
        assertThat(loss(model, set)).isLessThan(loss(prior, set) - 0.1);
    }

    @Test
    void fewTextsAreNotCalibratedOn() {
        // Given
        TrainingSet set = new TrainingSet(List.of(example(0, EAST), example(1, NORTH)), 2);

        // When
        double sharpness = Calibration.sharpness(set);

        // Then
        assertThat(sharpness).isEqualTo(1);
    }

    @Test
    void aModelWithoutAMistakeDoesNotCallItselfInfallible() {
        // Given
        TrainingSet set = alternating(EAST, NORTH);

        // When
        double sharpness = Calibration.sharpness(set);

        // Then
        assertThat(sharpness).isLessThanOrEqualTo(2);
    }

    @Test
    void labelsThatCannotBeToldApartLowerTheSharpness() {
        // Given the same texts under both labels, but not evenly
        TrainingSet set = new TrainingSet(
                IntStream.range(0, 40)
                        .mapToObj(i -> example(i % 2, (i / 2) % 3 == i % 2 ? EAST : NORTH))
                        .toList(),
                2);

        // When
        double sharpness = Calibration.sharpness(set);

        // Then
        assertThat(sharpness).isLessThan(1);
    }

    private static TrainingSet alternating(float[]... texts) {
        List<LabeledExample> examples = IntStream.range(0, 20)
                .mapToObj(i -> example(i % texts.length, texts[i % texts.length]))
                .toList();
        return new TrainingSet(examples, texts.length);
    }

    private static LabeledExample example(int label, float... text) {
        return new LabeledExample(UnitVector.of(text), label);
    }

    private static int best(LinearModel model, float... text) {
        double[] scores = model.scores(UnitVector.of(text));
        return IntStream.range(0, scores.length)
                .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                .orElseThrow();
    }

    private static double loss(LinearModel model, TrainingSet set) {
        return set.examples().stream()
                .mapToDouble(example -> -Math.log(Softmax.of(model.scores(example.text()), 1)[example.label()]))
                .average()
                .orElseThrow();
    }
}
