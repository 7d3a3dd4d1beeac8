package dev.warren.summarizer.local;

import dev.warren.modelchain.local.UnitVector;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which sentences to take: in each step the one that says most and is least like those already taken (maximal marginal
 * relevance, Carbonell and Goldstein, 1998).
 */
final class SentenceSelector {

    private static final double RELEVANCE = 0.8;

    /** The cosine from which on two sentences say the same in other words; the second is never taken. */
    private static final double SAME = 0.9;

    private final double[][] alike;
    private final double[] relevance;

    /** @param meanings the sentences' vectors; the same number, at least one */
    SentenceSelector(List<String> sentences, List<UnitVector> meanings) {
        alike = SimilarityMatrix.ofMeaning(meanings);
        relevance = sum(
                normalised(Centrality.of(alike)),
                normalised(Centrality.of(SimilarityMatrix.ofWords(sentences))),
                position(sentences.size()));
    }

    /**
     * The indices of the chosen sentences, in the order of the text.
     *
     * @param words how many words each sentence has
     * @return empty if no single sentence is short enough
     */
    Collection<Integer> choose(int[] words, int maxSentences, int maxWords) {
        TreeSet<Integer> chosen = new TreeSet<>();
        int left = maxWords;
        while (chosen.size() < maxSentences) {
            int next = next(words, left, chosen);
            if (next < 0) {
                break;
            }
            chosen.add(next);
            left -= words[next];
        }
        return chosen;
    }

    /** The sentence that says most. */
    int best() {
        return IntStream.range(0, relevance.length)
                .reduce((a, b) -> relevance[b] > relevance[a] ? b : a)
                .orElseThrow();
    }

    private int next(int[] words, int left, Collection<Integer> chosen) {
        int next = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < relevance.length; i++) {
            double gain = words[i] > left || chosen.contains(i) ? Double.NEGATIVE_INFINITY : gain(i, chosen);
            if (gain > most) {
                most = gain;
                next = i;
            }
        }
        return next;
    }

    private double gain(int sentence, Collection<Integer> chosen) {
        double said = chosen.stream()
                .mapToDouble(other -> alike[sentence][other])
                .max()
                .orElse(0);
        return said > SAME ? Double.NEGATIVE_INFINITY : RELEVANCE * relevance[sentence] - (1 - RELEVANCE) * said;
    }

    /** What stands first matters most: 1, 1/2, 1/3 and so on. */
    private static double[] position(int sentences) {
        return IntStream.range(0, sentences).mapToDouble(i -> 1.0 / (1 + i)).toArray();
    }

    private static double[] normalised(double[] values) {
        double max = Arrays.stream(values).max().orElseThrow();
        return Arrays.stream(values).map(value -> value / max).toArray();
    }

    private static double[] sum(double[]... parts) {
        return IntStream.range(0, parts[0].length)
                .mapToDouble(
                        i -> Arrays.stream(parts).mapToDouble(part -> part[i]).sum() / parts.length)
                .toArray();
    }
}
