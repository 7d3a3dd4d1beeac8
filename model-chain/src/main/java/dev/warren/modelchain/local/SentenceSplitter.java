package dev.warren.modelchain.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;

/** Finds the sentences of a text with OpenNLP's English model from the class path. Safe for use by many threads. */
final class SentenceSplitter {

    private static final String MODEL = "/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";

    private final SentenceModel model = load();

    List<String> split(String text) {
        return List.of(new SentenceDetectorME(model).sentDetect(text)); // the detector keeps state, the model does not
    }

    private static SentenceModel load() {
        try (InputStream in = SentenceSplitter.class.getResourceAsStream(MODEL)) {
            return new SentenceModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sentence model " + MODEL, e);
        }
    }
}
