package dev.warren.classifier.local;

import dev.warren.classifier.label.Label;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.UnitVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known about a label set before the first text arrives.
 *
 * @param examples at least one per label
 * @param labels how many labels there are
 */
record TrainingSet(List<LabeledExample> examples, int labels) {

    /** Embeds every example, and the name with the description wherever there is a description or nothing else. */
    static TrainingSet of(List<Label> labels, Embedder embedder) {
        List<LabeledExample> examples = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            for (String text : labels.get(i).texts()) {
                examples.add(new LabeledExample(embedder.embed(text).vector(), i));
            }
        }
        return new TrainingSet(List.copyOf(examples), labels.size());
    }

    /** The mean of each label's texts. */
    List<UnitVector> prototypes() {
        return IntStream.range(0, labels)
                .mapToObj(this::of)
                .map(UnitVector::mean)
                .toList();
    }

    /** How many texts the poorest label has. */
    int smallestLabel() {
        return IntStream.range(0, labels).map(label -> of(label).size()).min().orElse(0);
    }

    /**
     * The texts that are in one of so many parts of about equal size, in which every label has its share; or all
     * others.
     */
    TrainingSet part(int part, int parts, boolean inside) {
        int[] seen = new int[labels];
        List<LabeledExample> chosen = new ArrayList<>();
        for (LabeledExample example : examples) {
            boolean isInside = seen[example.label()]++ % parts == part;
            if (isInside == inside) {
                chosen.add(example);
            }
        }
        return new TrainingSet(List.copyOf(chosen), labels);
    }

    private List<UnitVector> of(int label) {
        return examples.stream()
                .filter(example -> example.label() == label)
                .map(LabeledExample::text)
                .toList();
    }
}
