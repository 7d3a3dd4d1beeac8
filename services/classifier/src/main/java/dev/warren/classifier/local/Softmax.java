package dev.warren.classifier.local;

/** Turns scores into probabilities. */
final class Softmax {

    private Softmax() {}

    /** Probabilities that add up to one; the sharper, the more the best score gets. */
    static double[] of(double[] scores, double sharpness) {
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        double[] probabilities = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] = StrictMath.exp(sharpness * (scores[i] - max));
            sum += probabilities[i];
        }
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }
}
