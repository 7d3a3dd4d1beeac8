package dev.warren.modelchain.local;

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

    /**
     * A line feed in the middle of a sentence: after a long line without an end, or before a line that starts small.
     */
    private static final Pattern WRAP = Pattern.compile(
            "(?<=[^\\n]{60}[^\\n.!?:;])[ \\t]*\\n(?=[^\\s\\-*•])|(?<=[^\\n.!?:;])[ \\t]*\\n(?=\\p{Ll})");

    private static final Pattern IDEOGRAPHIC_STOP = Pattern.compile("(?<=[。！？])");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final SentenceModel model = load();

    /** The sentences in their order, each on one line and without space around it; none is blank. */
    List<String> split(String text) {
        SentenceDetectorME detector = new SentenceDetectorME(model); // keeps state, and is cheap; the model is neither
        return unwrapped(text)
                .lines()
                .flatMap(line -> Stream.of(detector.sentDetect(line)))
                .flatMap(IDEOGRAPHIC_STOP::splitAsStream)
                .map(sentence -> SPACE.matcher(sentence).replaceAll(" ").strip())
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static String unwrapped(String text) {
        String unix = text.replace("\r\n", "\n");
        boolean wide = unix.lines().anyMatch(line -> line.length() > WIDEST_WRAP);
        return wide ? unix : WRAP.matcher(unix).replaceAll(" ");
    }

    private static SentenceModel load() {
        try (InputStream in = SentenceSplitter.class.getResourceAsStream(MODEL)) {
            return new SentenceModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sentence model " + MODEL, e);
        }
    }
}
