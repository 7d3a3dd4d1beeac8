package dev.warren.e2e.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A Markdown file with what can be checked in it, everything in the file's order. */
final class Document {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private static final Pattern REMARK = Pattern.compile(
            "<!--\\s*(%s|%s|%s|%s):(.*?)-->\\s*"
                    .formatted(CodeBlock.NOT_RUN, CodeBlock.NOT_COMPARED, CodeBlock.NEEDS, CodeBlock.SCHEMA),
            Pattern.DOTALL);

    private final Path root;
    private final Path file;
    private final List<String> lines;
    private final List<CodeBlock> blocks = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> code = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private final IdGenerator ids = IdGenerator.builder().build();

    private Document(Path root, Path file) {
        this.root = root;
        this.file = file;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PARSER.parse(String.join("\n", lines)).accept(new Reader());
    }

    /** Reads a file below the root of the checkout. */
    static Document read(Path root, Path file) {
        return new Document(root, file);
    }

    /** Where it is. */
    Path file() {
        return file;
    }

    /** The fenced blocks. */
    List<CodeBlock> blocks() {
        return blocks;
    }

    /** Where its links and images lead. */
    List<String> links() {
        return links;
    }

    /** What is set in backticks within sentences. */
    List<String> code() {
        return code;
    }

    /** What nobody could run or would miss: indented blocks, and remarks without a block or a reason. */
    List<String> faults() {
        return faults;
    }

    /** The names of its headings in addresses. */
    Set<String> anchors() {
        return anchors;
    }

    @Override
    public String toString() {
        return root.relativize(file).toString();
    }

    private String place(Node node) {
        return this + ":" + (node.getSourceSpans().getFirst().getLineIndex() + 1);
    }

    private String source(Node node) {
        StringBuilder source = new StringBuilder();
        node.getSourceSpans()
                .forEach(span -> source.append(lines.get(span.getLineIndex())).append('\n'));
        return source.toString();
    }

    private final class Reader extends AbstractVisitor {

        @Override
        public void visit(FencedCodeBlock block) {
            Map<String, String> remarks = new HashMap<>();
            Node before = block.getPrevious();
            for (Matcher remark = remark(before); remark.matches(); remark = remark(before)) {
                remarks.put(remark.group(1), remark.group(2).strip());
                before = before.getPrevious();
            }
            String lead = before == null ? "" : source(before);
            blocks.add(new CodeBlock(place(block), block.getInfo(), block.getLiteral(), lead, remarks));
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            faults.add(place(block) + ": an indented block has no language; write a fenced one");
        }

        @Override
        public void visit(HtmlBlock html) {
            Matcher remark = remark(html);
            if (remark.matches()
                    && !(html.getNext() instanceof FencedCodeBlock
                            || remark(html.getNext()).matches())) {
                faults.add(place(html) + ": there is no block behind this remark");
            } else if (remark.matches() && remark.group(2).isBlank()) {
                faults.add(place(html) + ": the remark gives no reason");
            }
        }

        @Override
        public void visit(Heading heading) {
            anchors.add(ids.generateId(words(heading)));
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
        }

        @Override
        public void visit(Code inline) {
            code.add(inline.getLiteral());
        }

        private static Matcher remark(Node node) {
            return REMARK.matcher(node instanceof HtmlBlock html ? html.getLiteral() : "");
        }

        private static String words(Node heading) {
            StringBuilder words = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    words.append(text.getLiteral());
                }

                @Override
                public void visit(Code inline) {
                    words.append(inline.getLiteral());
                }
            });
            return words.toString();
        }
    }
}
