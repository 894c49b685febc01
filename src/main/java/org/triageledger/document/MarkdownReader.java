package org.triageledger.document;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Reads Markdown (CommonMark, with GitHub's tables) as a {@link Document}. Emphasis and code become plain words, and HTML stays the text
 * that it is.
 */
public final class MarkdownReader {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private MarkdownReader() {}

    /** @param title of the page, where it is shown as HTML */
    public static Document document(String title, String markdown) {
        return new Document(title, blocks(PARSER.parse(markdown)));
    }

    /** The words of a line, without its marks. */
    public static String words(String markdown) {
        StringBuilder words = new StringBuilder();
        children(PARSER.parse(markdown), node -> words.append(inline(node)));
        return words.toString().strip();
    }

    /** Markdown that shows a text as it is: each ASCII punctuation mark gets a backslash (CommonMark §2.4), and it stays on one line. */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        Document.plain(text).chars().forEach(c -> {
            if (c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c)) {
                escaped.append('\\');
            }
            escaped.append((char) c);
        });
        return escaped.toString();
    }

    private static List<Document.Block> blocks(Node parent) {
        List<Document.Block> blocks = new ArrayList<>();
        children(parent, node -> {
            switch (node) {
                case Heading heading ->
                    blocks.add(new Document.Heading(Math.min(heading.getLevel(), 2), inlines(heading)));
                case Paragraph paragraph
                when paragraph.getFirstChild() instanceof Link link && link.getNext() == null -> blocks.add(link(link));
                case BulletList list -> blocks.add(new Document.Bullets(items(list)));
                case OrderedList list -> blocks.add(new Document.Bullets(items(list)));
                case TableBlock table -> blocks.add(table(table));
                case BlockQuote quote -> blocks.addAll(blocks(quote));
                default -> {
                    String words = inline(node).strip();
                    if (!words.isEmpty()) {
                        blocks.add(new Document.Paragraph(words));
                    }
                }
            }
        });
        return blocks;
    }

    private static Document.Block link(Link link) {
        try {
            return new Document.Link(inlines(link), URI.create(link.getDestination()));
        } catch (IllegalArgumentException e) {
            return new Document.Paragraph(inlines(link) + ": " + link.getDestination());
        }
    }

    private static List<String> items(Node list) {
        List<String> items = new ArrayList<>();
        children(list, item -> items.add(inlines(item).strip()));
        return items;
    }

    private static Document.Table table(TableBlock table) {
        List<String> heads = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        children(table, part -> {
            if (part instanceof TableHead) {
                children(part, row -> children(row, cell -> heads.add(inlines(cell))));
            } else if (part instanceof TableBody) {
                children(part, row -> {
                    List<String> cells = new ArrayList<>();
                    children(row, cell -> cells.add(inlines(cell)));
                    rows.add(cells);
                });
            }
        });
        return new Document.Table(heads, rows);
    }

    private static String inlines(Node parent) {
        StringBuilder words = new StringBuilder();
        children(parent, node -> words.append(inline(node)));
        return words.toString();
    }

    private static String inline(Node node) {
        return switch (node) {
            case Text text -> text.getLiteral();
            case SoftLineBreak ignored -> " ";
            case HardLineBreak ignored -> " ";
            case Code code -> code.getLiteral();
            case HtmlInline html -> html.getLiteral();
            case HtmlBlock html -> html.getLiteral();
            case FencedCodeBlock code -> code.getLiteral();
            case IndentedCodeBlock code -> code.getLiteral();
            default -> inlines(node) + (node.getNext() != null && node instanceof Paragraph ? " " : "");
        };
    }

    private static void children(Node parent, Consumer<Node> each) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            each.accept(node);
        }
    }
}
