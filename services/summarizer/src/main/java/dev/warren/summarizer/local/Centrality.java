package dev.warren.summarizer.local;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How central each sentence is among all: the stationary distribution of a walk that goes from a sentence to a similar
 * other one, as PageRank does for pages. Over the similarity of meanings this is LexRank (Erkan and Radev, 2004), over
 * that of words TextRank (Mihalcea and Tarau, 2004).
 */
final class Centrality {

    private static final double DAMPING = 0.85;
    private static final int MAX_STEPS = 50;
    private static final double TOLERANCE = 1e-6;

    private Centrality() {}

    /** One share per sentence; they add up to one. */
    static double[] of(double[][] similarities) {
        double[] degrees = IntStream.range(0, similarities.length)
                .mapToDouble(i -> Arrays.stream(similarities[i]).sum() - similarities[i][i])
                .toArray();
        double[] shares = new double[similarities.length];
        Arrays.fill(shares, 1.0 / shares.length);
        double change = 1;
        for (int step = 0; step < MAX_STEPS && change > TOLERANCE; step++) {
            double[] next = step(similarities, degrees, shares);
            change = 0;
            for (int i = 0; i < next.length; i++) {
                change += Math.abs(next[i] - shares[i]);
            }
            shares = next;
        }
        return shares;
    }

    private static double[] step(double[][] similarities, double[] degrees, double[] shares) {
        double[] next = new double[shares.length];
        double lost = 0;
        for (int from = 0; from < shares.length; from++) {
            if (degrees[from] <= 0) {
                lost += shares[from]; // a sentence that resembles no other: the walk goes on anywhere
                continue;
            }
            for (int to = 0; to < next.length; to++) {
                double similarity = from == to ? 0 : similarities[from][to];
                next[to] += DAMPING * shares[from] * similarity / degrees[from];
            }
        }
        for (int to = 0; to < next.length; to++) {
            next[to] += (1 - DAMPING + DAMPING * lost) / next.length;
        }
        return next;
    }
}
