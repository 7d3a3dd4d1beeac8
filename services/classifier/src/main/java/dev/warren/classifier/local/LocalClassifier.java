package dev.warren.classifier.local;

import dev.warren.classifier.label.Classification;
import dev.warren.classifier.label.Classification.Alternative;
import dev.warren.classifier.label.Label;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.TextEmbedding;
import dev.warren.modelchain.local.TokenCounted;
import dev.warren.modelchain.local.UnitVector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the label whose description and examples mean what a text means.
 *
 * <p>Works from descriptions alone, and better with examples; 16 per label are plenty. Immutable and safe for use by
 * many threads; the same text always gets the same answer. Building one waits for the embedding model, embeds every
 * description and example (a few milliseconds each) and fits them: do it once per label set, off the start path.
 */
public final class LocalClassifier {

    private static final int MAX_ALTERNATIVES = 3;
    private static final int DECIMALS = 4;

    /** The cosine at which a text is as likely to belong to none of the labels as to the nearest one. */
    private static final double UNFAMILIAR = 0.2;

    private final Embedder embedder;
    private final List<String> names;
    private final List<UnitVector> prototypes;
    private final LinearModel model;
    private final double sharpness;

    private LocalClassifier(Embedder embedder, List<String> names, TrainingSet set) {
        this.embedder = embedder;
        this.names = names;
        this.prototypes = set.prototypes();
        this.model = PriorRegression.fit(set);
        this.sharpness = Calibration.sharpness(set);
    }

    /**
     * Learns the labels.
     *
     * @throws IllegalArgumentException if there are fewer than two labels, or two with the same name
     */
    public static LocalClassifier learn(List<Label> labels, Embedder embedder) {
        List<String> names = labels.stream().map(Label::name).toList();
        if (names.size() < 2 || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "A classifier needs two or more labels with different names, not " + names);
        }
        return new LocalClassifier(embedder, names, TrainingSet.of(labels, embedder));
    }

    /**
     * The best label, with the probability that it is right as confidence, and up to three alternatives with a
     * probability above zero, best first.
     *
     * <p>Probabilities are rounded down to four places and never add up to more than one; what is missing is the
     * probability of the other labels and of none of them. A text that resembles no label, or in which nothing is
     * readable, has a confidence near zero.
     */
    public TokenCounted<Classification> classify(String text) {
        TextEmbedding textEmbedding = embedder.embed(text);
        double familiarity = familiarity(textEmbedding.vector());
        double[] probabilities = Softmax.of(model.scores(textEmbedding.vector()), sharpness);
        List<Alternative> ranked = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
                .limit(1 + MAX_ALTERNATIVES)
                .map(i -> new Alternative(names.get(i), decimal(familiarity * probabilities[i])))
                .toList();
        Alternative best = ranked.getFirst();
        List<Alternative> others = ranked.stream()
                .skip(1)
                .filter(other -> other.confidence().signum() > 0)
                .toList();
        Classification answer = new Classification(best.label(), best.confidence(), others);
        return new TokenCounted<>(answer, textEmbedding.tokens());
    }

    /** The probability that the text belongs to any of the labels. */
    private double familiarity(UnitVector text) {
        double nearest = prototypes.stream().mapToDouble(text::dot).max().orElseThrow();
        double[] noneOrNearest = {UNFAMILIAR, nearest};
        return Softmax.of(noneOrNearest, PriorRegression.SHARPNESS)[1];
    }

    private static BigDecimal decimal(double probability) {
        return BigDecimal.valueOf(probability).setScale(DECIMALS, RoundingMode.DOWN);
    }
}
