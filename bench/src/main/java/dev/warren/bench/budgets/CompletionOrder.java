package dev.warren.bench.budgets;

import java.util.List;

/** In which order things were done. */
final class CompletionOrder {

    private CompletionOrder() {}

    /** The part of all pairs that is the wrong way round, from 0 to 1; a half is no order at all. */
    static double inversions(List<Integer> numbers) {
        long inverted = 0;
        for (int i = 0; i < numbers.size(); i++) {
            for (int j = i + 1; j < numbers.size(); j++) {
                inverted += numbers.get(i) > numbers.get(j) ? 1 : 0;
            }
        }
        long pairs = (long) numbers.size() * (numbers.size() - 1) / 2;
        return pairs == 0 ? 0 : (double) inverted / pairs;
    }
}
