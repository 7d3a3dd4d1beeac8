package dev.warren.classifier;

import dev.langchain4j.model.output.structured.Description;
import dev.warren.classifier.label.Classification;
import dev.warren.classifier.label.Label;
import dev.warren.contracts.json.Decimals;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.ReaskException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What a model says, before anyone has looked at it: every part may be missing or wrong. */
@RegisterForReflection
record ModelClassification(
        @Description("exactly one of the labels, letter for letter")
        String label,

        @Description("from 0 to 1") BigDecimal confidence,
        @Description("one short sentence") String explanation) {

    private static final int SCALE = 4;

    /**
     * The same as an answer.
     *
     * @throws ReaskException if it is none
     */
    Answer within(List<Label> labels) {
        String meant = LabelList.meant(label, labels)
                .orElseThrow(() -> new ReaskException("the label is not exactly one of the listed labels."));
        if (confidence == null
                || !Decimals.isWithinMeasure(confidence)
                || confidence.signum() < 0
                || confidence.compareTo(BigDecimal.ONE) > 0) {
            throw new ReaskException("the confidence is not a number from 0 to 1.");
        }
        return new Answer(
                new Classification(meant, confidence.setScale(SCALE, RoundingMode.DOWN), List.of()), explanation);
    }
}
