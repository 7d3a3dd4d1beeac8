package dev.warren.summarizer.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;

/**
 * Finds the sentences of a text with OpenNLP's English model from the class path. Safe for use by many threads.
 *
 * <p>A line ends a sentence, so that headings and list items stand for themselves; unless all lines of the text are
 * short and this one looks as if it had been broken to fit a width.
 */
final class SentenceSplitter {

    private static final String MODEL = "/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";

    private static final int WIDEST_WRAP = 100;
    private static final int NARROWEST_WRAP = 60;
    private static final String BULLETS = "-*•–";
    private static final Pattern IDEOGRAPHIC_STOP = Pattern.compile("(?<=[。！？])");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** No language: broken up, because the detector's work grows with the square of what has no space in it. */
    private static final Pattern ENDLESS_WORD = Pattern.compile("\\S{500}");

    private final SentenceModel model = load();

    /** The sentences in their order, each on one line and without space around it; none is blank. */
    List<String> split(String text) {
        SentenceDetectorME detector = new SentenceDetectorME(model); // keeps state, and is cheap; the model is neither
        return unwrapped(text)
                .lines()
                .flatMap(IDEOGRAPHIC_STOP::splitAsStream)
                .flatMap(piece -> ENDLESS_WORD.matcher(piece).replaceAll("$0\n").lines())
                .flatMap(piece -> Stream.of(detector.sentDetect(piece)))
                .map(sentence -> SPACE.matcher(sentence).replaceAll(" ").strip())
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static String unwrapped(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        if (lines.stream().anyMatch(line -> line.length() > WIDEST_WRAP)) {
            return text;
        }
        StringBuilder joined = new StringBuilder();
        String previous = "";
        for (String line : lines) {
            joined.append(goesOn(previous, line) ? ' ' : '\n').append(line);
            previous = line;
        }
        return joined.toString();
    }

    /** After a long line without an end, or before a line that starts small. */
    private static boolean goesOn(String previous, String line) {
        if (previous.isEmpty() || line.isEmpty() || WordCount.endSentence(previous)) {
            return false;
        }
        boolean isItem = BULLETS.indexOf(line.charAt(0)) >= 0;
        return Character.isLowerCase(line.charAt(0)) || (previous.length() >= NARROWEST_WRAP && !isItem);
    }

    private static SentenceModel load() {
        try (InputStream in = SentenceSplitter.class.getResourceAsStream(MODEL)) {
            return new SentenceModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sentence model " + MODEL, e);
        }
    }
}
