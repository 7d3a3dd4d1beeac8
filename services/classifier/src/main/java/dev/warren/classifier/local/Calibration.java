package dev.warren.classifier.local;

import java.util.ArrayList;
import java.util.List;

/**
 * Fits the softmax temperature so that scores become calibrated probabilities: temperature scaling (Guo et al., "On
 * Calibration of Modern Neural Networks", 2017), fitted on examples that the model in question has not seen.
 */
final class Calibration {

    private static final int MIN_TEXTS_PER_LABEL = 8;
    private static final int PARTS = 5;

    /** A model that makes no mistake on a handful of examples would call itself infallible. */
    private static final double MAX = 2;

    private static final double MIN = 0.5;
    private static final int CANDIDATES = 40;

    private static final class Judged {
        final double[] scores;
        final int label;

        Judged(LinearModel model, LabeledExample example) {
            scores = model.scores(example.text());
            label = example.label();
        }

        double surprise(double sharpness) {
            return -StrictMath.log(Softmax.of(scores, sharpness)[label] + Double.MIN_NORMAL);
        }
    }

    private Calibration() {}

    /** The sharpness for models of this set; 1 when there are too few texts to judge by. */
    static double sharpness(TrainingSet set) {
        if (set.smallestLabel() < MIN_TEXTS_PER_LABEL) {
            return 1;
        }
        List<Judged> unseen = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            LinearModel model = PriorRegression.fit(set.part(part, PARTS, false));
            for (LabeledExample example : set.part(part, PARTS, true).examples()) {
                unseen.add(new Judged(model, example));
            }
        }
        return best(unseen);
    }

    private static double best(List<Judged> unseen) {
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= CANDIDATES; i++) {
            double sharpness = MIN * StrictMath.pow(MAX / MIN, (double) i / CANDIDATES);
            double surprise = unseen.stream()
                    .mapToDouble(judged -> judged.surprise(sharpness))
                    .sum();
            if (surprise < least) {
                least = surprise;
                best = sharpness;
            }
        }
        return best;
    }
}
