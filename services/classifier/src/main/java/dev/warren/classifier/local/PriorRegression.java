package dev.warren.classifier.local;

import java.util.List;

/**
 * Multinomial logistic regression with a Gaussian prior around the nearest-prototype classifier.
 *
 * <p>With few examples the answer stays the nearest prototype's (Snell et al., "Prototypical Networks for Few-shot
 * Learning", 2017), with many the examples decide: one method for every number of examples, with no switch in between.
 * The prior is that of Chelba and Acero, "Adaptation of Maximum Entropy Capitalizer: Little Data Can Help a Lot"
 * (2004).
 *
 * <p>The weights are the prior's plus a combination of the examples' texts, so that the fit needs only their inner
 * products. It uses Nesterov's accelerated gradient ("A method of solving a convex programming problem with convergence
 * rate O(1/k²)", 1983) with the fixed step that suits vectors of length one: the same examples always give the same
 * model.
 */
final class PriorRegression {

    /** The sharpness of the prior: the inverse of the softmax temperature that suits cosines of the embedding model. */
    static final double SHARPNESS = 20;

    /** How far one example may pull the weights away from the prior. */
    private static final double VARIANCE = 10;

    /** The softmax loss of vectors of length one has no greater curvature. */
    private static final double CURVATURE = 0.5;

    private static final int MAX_STEPS = 200;
    private static final double TOLERANCE = 1e-3;

    private final List<LabeledExample> examples;
    private final int labels;
    private final LinearModel prior;
    private final double[][] products;
    private final double[][] priorScores;
    private final double decay;

    private PriorRegression(TrainingSet set) {
        examples = set.examples();
        labels = set.labels();
        prior = LinearModel.nearest(set.prototypes(), SHARPNESS);
        priorScores =
                examples.stream().map(example -> prior.scores(example.text())).toArray(double[][]::new);
        products = examples.stream().map(this::products).toArray(double[][]::new);
        decay = 1 / VARIANCE;
    }

    static LinearModel fit(TrainingSet set) {
        return new PriorRegression(set).fit();
    }

    private LinearModel fit() {
        double[][] parts = new double[examples.size()][labels];
        double[][] ahead = parts;
        double pace = 1;
        for (int step = 0; step < MAX_STEPS; step++) {
            double[][] slope = slope(ahead);
            if (largest(slope) < TOLERANCE) {
                return prior.plus(examples, ahead);
            }
            double[][] next = plus(ahead, slope, -1 / (CURVATURE * examples.size() + decay));
            double nextPace = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2;
            ahead = plus(next, plus(next, parts, -1), (pace - 1) / nextPace);
            parts = next;
            pace = nextPace;
        }
        return prior.plus(examples, parts);
    }

    /**
     * How the loss changes with each example's part: the error in the example's probabilities, plus the pull of the
     * prior.
     */
    private double[][] slope(double[][] parts) {
        double[][] slope = new double[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            double[] scores = priorScores[i].clone();
            for (int j = 0; j < parts.length; j++) {
                for (int label = 0; label < labels; label++) {
                    scores[label] += products[i][j] * parts[j][label];
                }
            }
            slope[i] = Softmax.of(scores, 1);
            slope[i][examples.get(i).label()] -= 1;
            for (int label = 0; label < labels; label++) {
                slope[i][label] += decay * parts[i][label];
            }
        }
        return slope;
    }

    private double[] products(LabeledExample example) {
        return examples.stream()
                .mapToDouble(other -> example.text().dot(other.text()))
                .toArray();
    }

    private static double[][] plus(double[][] a, double[][] b, double factor) {
        double[][] sum = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i].clone();
            for (int j = 0; j < sum[i].length; j++) {
                sum[i][j] += factor * b[i][j];
            }
        }
        return sum;
    }

    private static double largest(double[][] values) {
        double largest = 0;
        for (double[] row : values) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
