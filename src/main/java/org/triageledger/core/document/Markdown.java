package org.triageledger.core.document;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A document as Markdown (CommonMark 0.31, tables as GitHub writes them). */
final class Markdown {
    /** CommonMark §2.4: any of these after a backslash stands for itself. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|~&#]");

    /** What begins a list, a heading or a rule at the beginning of a line. */
    private static final Pattern OPENING = Pattern.compile("^(\\d{1,9})?([-+=.)])");

    private Markdown() {}

    static String of(Document document) {
        return document.blocks().stream().map(Markdown::block).collect(Collectors.joining("\n"));
    }

    private static String block(Document.Block block) {
        return switch (block) {
            case Document.Heading heading -> "#".repeat(heading.level()) + " " + escaped(heading.text()) + "\n";
            case Document.Paragraph paragraph -> line(paragraph.text()) + "\n";
            case Document.Bullets bullets ->
                bullets.items().stream().map(item -> "- " + line(item) + "\n").collect(Collectors.joining());
            case Document.Table table ->
                row(table.heads())
                        + "|" + " --- |".repeat(table.heads().size()) + "\n"
                        + table.rows().stream().map(Markdown::row).collect(Collectors.joining());
            case Document.Link link ->
                Html.isWeb(link)
                        ? "[" + escaped(link.label()) + "](<" + link.page().toASCIIString() + ">)\n"
                        : escaped(link.label()) + ": " + escaped(link.page().toASCIIString()) + "\n";
        };
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Markdown::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String line(String text) {
        return OPENING.matcher(escaped(text).strip()).replaceFirst("$1\\\\$2");
    }

    private static String escaped(String text) {
        return MARKUP.matcher(Document.plain(text)).replaceAll("\\\\$0");
    }
}
