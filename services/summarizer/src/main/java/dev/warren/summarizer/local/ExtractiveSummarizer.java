package dev.warren.summarizer.local;

import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.TextEmbedding;
import dev.warren.modelchain.local.TokenCounted;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Selects the sentences that say most, word for word and in their order.
 *
 * <p>A sentence says much if it is central by meaning and by words and stands early; of two that say the same, one is
 * left out. Safe for use by many threads; the same text always gets the same summary. Work is bounded: of a text with
 * more than 200 sentences, the first 100 and 100 others, evenly spread over the rest, are considered.
 */
public final class ExtractiveSummarizer {

    private static final int MAX_CONSIDERED = 200;

    /** Shorter lines are greetings, headings and names. */
    private static final int MIN_WORDS = 6;

    private final Embedder embedder;
    private final SentenceSplitter splitter = new SentenceSplitter();

    /** Reads the sentence model from the class path, which takes some milliseconds. */
    public ExtractiveSummarizer(Embedder embedder) {
        this.embedder = embedder;
    }

    /**
     * Whole sentences, within both limits; a text that is within both is returned as it is. Only where no sentence is
     * short enough by itself, the best one is cut after a word, with an ellipsis.
     *
     * @param maxSentences at least 1
     * @param maxWords at least 1
     * @return an empty summary for a blank text, otherwise at least one sentence or the beginning of one
     */
    public TokenCounted<String> summarize(String text, int maxSentences, int maxWords) {
        if (maxSentences < 1 || maxWords < 1) {
            throw new IllegalArgumentException("The limit of a summary must allow one sentence and one word");
        }
        List<String> sentences = splitter.split(text);
        if (sentences.size() <= maxSentences && WordCount.count(text) <= maxWords) {
            return new TokenCounted<>(text.strip(), 0);
        }
        return select(considered(candidates(sentences, maxSentences)), maxSentences, maxWords);
    }

    private TokenCounted<String> select(List<String> sentences, int maxSentences, int maxWords) {
        List<TextEmbedding> embedded = sentences.stream().map(embedder::embed).toList();
        SentenceSelector selection = new SentenceSelector(
                sentences, embedded.stream().map(TextEmbedding::vector).toList());
        int[] words = sentences.stream().mapToInt(WordCount::count).toArray();
        String summary = selection.choose(words, maxSentences, maxWords).stream()
                .map(sentences::get)
                .collect(Collectors.joining(" "));
        int tokens = embedded.stream().mapToInt(TextEmbedding::tokens).sum();
        return new TokenCounted<>(
                summary.isEmpty() ? WordCount.first(maxWords, sentences.get(selection.best())) : summary, tokens);
    }

    /** What may be selected: sentences that are complete and not too short, or whatever there is. */
    private static List<String> candidates(List<String> lines, int enough) {
        List<String> telling = lines.stream()
                .filter(line -> WordCount.count(line) >= MIN_WORDS)
                .toList();
        List<String> complete = telling.stream().filter(WordCount::endSentence).toList();
        if (complete.size() >= enough) {
            return complete;
        }
        return telling.isEmpty() ? lines : telling;
    }

    private static List<String> considered(List<String> candidates) {
        if (candidates.size() <= MAX_CONSIDERED) {
            return candidates;
        }
        int lead = MAX_CONSIDERED / 2;
        int spread = MAX_CONSIDERED - lead;
        int rest = candidates.size() - lead;
        return IntStream.range(0, MAX_CONSIDERED)
                .map(i -> i < lead ? i : lead + (i - lead) * rest / spread)
                .mapToObj(candidates::get)
                .toList();
    }
}
