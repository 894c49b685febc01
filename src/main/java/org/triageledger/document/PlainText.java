package org.triageledger.document;

import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A document as people write mail. */
final class PlainText {
    private static final int WIDTH = 72;

    private PlainText() {}

    static String of(Document document) {
        return document.blocks().stream().map(PlainText::block).collect(Collectors.joining("\n"));
    }

    private static String block(Document.Block block) {
        return switch (block) {
            case Document.Heading heading -> {
                String text = Document.plain(heading.text());
                yield text + "\n" + (heading.level() == 1 ? "=" : "-").repeat(text.length()) + "\n";
            }
            case Document.Paragraph paragraph -> wrapped(paragraph.text(), "", "");
            case Document.Bullets bullets ->
                bullets.items().stream().map(item -> wrapped(item, "- ", "  ")).collect(Collectors.joining());
            case Document.Table table -> table(table);
            case Document.Link link ->
                Document.plain(link.label()) + ":\n" + link.page().toASCIIString() + "\n";
        };
    }

    private static String wrapped(String text, String first, String others) {
        StringBuilder out = new StringBuilder(first);
        int column = first.length();
        boolean begun = false;
        StringTokenizer words = new StringTokenizer(Document.plain(text).strip());
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (begun && column + 1 + word.length() > WIDTH) {
                out.append('\n').append(others);
                column = others.length();
            } else if (begun) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
            begun = true;
        }
        return out.append('\n').toString();
    }

    private static String table(Document.Table table) {
        List<Integer> widths = IntStream.range(0, table.heads().size())
                .mapToObj(column -> table.rows().stream()
                        .mapToInt(row -> Document.plain(row.get(column)).length())
                        .reduce(table.heads().get(column).length(), Math::max))
                .toList();
        return row(table.heads(), widths)
                + table.rows().stream().map(row -> row(row, widths)).collect(Collectors.joining());
    }

    private static String row(List<String> cells, List<Integer> widths) {
        StringBuilder row = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = Document.plain(cells.get(column));
            row.append(cell).append(" ".repeat(widths.get(column) + 2 - cell.length()));
        }
        return row.toString().stripTrailing() + "\n";
    }
}
