package dev.warren.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.text.TerminalSafeText;
import java.io.PrintWriter;

/**
 * Where a command writes. Nothing that comes from events can control the terminal: what it could be controlled with is
 * replaced. Thread-safe.
 */
public final class TerminalOutput {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private boolean overwriting;

    /** A screen of two writers; {@code terminal} says whether the first is one that a person looks at. */
    public TerminalOutput(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Where answers go, for what is written by others. */
    public PrintWriter out() {
        return out;
    }

    /** Where problems go, for what is written by others. */
    public PrintWriter err() {
        return err;
    }

    /** Lines of the answer. */
    public synchronized void line(String lines) {
        endOverwriting();
        out.println(TerminalSafeText.of(lines));
        out.flush();
    }

    /** The answer as a document. */
    public synchronized void json(JsonNode document) {
        out.println(document.toPrettyString());
        out.flush();
    }

    /** A sentence about what went wrong, beside the answer. */
    public synchronized void problem(String sentence) {
        endOverwriting();
        err.println("warren: " + TerminalSafeText.of(sentence));
        err.flush();
    }

    /** Whether a line can be written over. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Writes over the line that was written here last; on terminals alone. */
    public synchronized void overwrite(String line) {
        out.print(CLEAR_LINE + TerminalSafeText.of(line));
        out.flush();
        overwriting = true;
    }

    /** What was written over stays as it is, and the next line begins below it. */
    private void endOverwriting() {
        if (overwriting) {
            out.println();
            overwriting = false;
        }
    }
}
