package dev.warren.summarizer.local;

import dev.warren.modelchain.local.UnitVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How alike the sentences of a text are: a symmetric matrix with values from 0 to 1. */
final class SimilarityMatrix {

    private SimilarityMatrix() {}

    /** By meaning: the cosine of their vectors. Opposites are as unlike as strangers. */
    static double[][] ofMeaning(List<UnitVector> sentences) {
        double[][] matrix = new double[sentences.size()][sentences.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = Math.clamp(sentences.get(i).dot(sentences.get(j)), 0, 1);
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    /**
     * By words: the cosine of their terms' weights, where a term weighs the more the fewer sentences have it (TF-IDF).
     */
    static double[][] ofWords(List<String> sentences) {
        List<List<String>> terms = sentences.stream().map(WordCount::terms).toList();
        Map<String, Integer> sentencesWith = new HashMap<>();
        terms.forEach(list -> list.stream().distinct().forEach(term -> sentencesWith.merge(term, 1, Integer::sum)));
        List<Map<String, Double>> weights = new ArrayList<>();
        for (List<String> list : terms) {
            weights.add(weights(list, sentencesWith, sentences.size()));
        }
        double[][] matrix = new double[sentences.size()][sentences.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = Math.min(1, product(weights.get(i), weights.get(j)));
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    /** Of length one; sorted, so that sums do not depend on the order of a hash table. */
    private static Map<String, Double> weights(List<String> terms, Map<String, Integer> sentencesWith, int sentences) {
        Map<String, Double> weights = new TreeMap<>();
        terms.forEach(term ->
                weights.merge(term, Math.log(1.0 + sentences) - Math.log(sentencesWith.get(term)), Double::sum));
        double length = Math.sqrt(product(weights, weights));
        weights.replaceAll((term, weight) -> weight / length);
        return weights;
    }

    private static double product(Map<String, Double> a, Map<String, Double> b) {
        double sum = 0;
        for (var entry : a.entrySet()) {
            sum += entry.getValue() * b.getOrDefault(entry.getKey(), 0.0);
        }
        return sum;
    }
}
