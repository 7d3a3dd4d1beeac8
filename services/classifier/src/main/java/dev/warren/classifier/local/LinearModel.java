package dev.warren.classifier.local;

import dev.warren.modelchain.local.UnitVector;
import java.util.List;

/** Scores every label by the dot product of a text with the label's weights. Immutable. */
final class LinearModel {

    private final double[][] weights;

    private LinearModel(double[][] weights) {
        this.weights = weights;
    }

    /** The nearest-prototype classifier: each label's score is the cosine to its prototype times the sharpness. */
    static LinearModel nearest(List<UnitVector> prototypes, double sharpness) {
        double[][] weights = new double[prototypes.size()][];
        for (int label = 0; label < weights.length; label++) {
            weights[label] = new double[prototypes.get(label).dimension()];
            addTo(weights[label], prototypes.get(label), sharpness);
        }
        return new LinearModel(weights);
    }

    /** This model with a combination of the examples' texts added: {@code parts[i][label]} times the i-th text. */
    LinearModel plus(List<LabeledExample> examples, double[][] parts) {
        double[][] sum = new double[weights.length][];
        for (int label = 0; label < sum.length; label++) {
            sum[label] = weights[label].clone();
            for (int i = 0; i < parts.length; i++) {
                addTo(sum[label], examples.get(i).text(), parts[i][label]);
            }
        }
        return new LinearModel(sum);
    }

    /** One score per label. */
    double[] scores(UnitVector text) {
        double[] scores = new double[weights.length];
        for (int label = 0; label < scores.length; label++) {
            for (int i = 0; i < weights[label].length; i++) {
                scores[label] += weights[label][i] * text.get(i);
            }
        }
        return scores;
    }

    private static void addTo(double[] sum, UnitVector vector, double factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector.get(i);
        }
    }
}
