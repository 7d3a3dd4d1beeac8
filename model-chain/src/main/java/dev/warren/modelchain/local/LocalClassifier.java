package dev.warren.modelchain.local;

import dev.warren.contracts.v1.Output.Alternative;
import dev.warren.contracts.v1.Output.Classification;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the label whose description and examples are closest in meaning.
 *
 * <p>Immutable and safe for use by many threads; the same text always gets the same answer. Building one embeds every
 * description and example (a few milliseconds each) and waits for the embedding model: do it once per label set, off
 * the start path.
 */
public final class LocalClassifier {

    private static final int MAX_ALTERNATIVES = 3;
    private static final int SCALE = 4;
    private static final double SHARPNESS = 20;

    private final Embedder embedder;
    private final List<String> names;
    private final List<Vector> centroids;

    private LocalClassifier(Embedder embedder, List<String> names, List<Vector> centroids) {
        this.embedder = embedder;
        this.names = names;
        this.centroids = centroids;
    }

    /** Learns the labels. There are at least two, with different names. */
    public static LocalClassifier learn(List<Label> labels, Embedder embedder) {
        List<String> names = labels.stream().map(Label::name).toList();
        if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("A classifier needs at least two labels with different names: " + names);
        }
        List<Vector> centroids =
                labels.stream().map(label -> centroid(label, embedder)).toList();
        return new LocalClassifier(embedder, names, centroids);
    }

    /**
     * The best label, with its probability as confidence and up to three alternatives, best first. Probabilities are
     * rounded down to four places, so that they never add up to more than one. A text with nothing readable in it makes
     * every label equally likely.
     */
    public Counted<Classification> classify(String text) {
        Embedded embedded = embedder.embed(text);
        double[] odds = centroids.stream()
                .mapToDouble(c -> Math.exp(SHARPNESS * c.dot(embedded.vector())))
                .toArray();
        double sum = java.util.Arrays.stream(odds).sum();
        List<Alternative> ranked = IntStream.range(0, odds.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> odds[i]).reversed())
                .limit(1 + MAX_ALTERNATIVES)
                .map(i -> new Alternative(
                        names.get(i), BigDecimal.valueOf(odds[i] / sum).setScale(SCALE, RoundingMode.DOWN)))
                .toList();
        Alternative best = ranked.getFirst();
        return new Counted<>(
                new Classification(best.label(), best.confidence(), ranked.subList(1, ranked.size())),
                embedded.tokens());
    }

    private static Vector centroid(Label label, Embedder embedder) {
        List<String> texts = new ArrayList<>(label.examples());
        if (!label.description().isBlank()) {
            texts.add(label.description());
        }
        return Vector.mean(
                texts.stream().map(text -> embedder.embed(text).vector()).toList());
    }
}
