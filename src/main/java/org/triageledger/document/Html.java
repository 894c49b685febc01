package org.triageledger.document;

import java.util.Locale;
import java.util.stream.Collectors;

/** A document as a page of HTML without script or anything from elsewhere. */
final class Html {
    private Html() {}

    /** @param style a sheet that stands in the page itself; none where it is empty */
    static String of(Document document, String style) {
        String blocks = document.blocks().stream().map(Html::block).collect(Collectors.joining());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                %s<title>%s</title>%s
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(
                style.isEmpty() ? "" : "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
                escaped(document.title()),
                style.isEmpty() ? "" : "\n<style>\n" + style.strip() + "\n</style>",
                style.isEmpty() ? blocks : "<main>\n" + MarkedDays.in(blocks) + "</main>\n");
    }

    private static String block(Document.Block block) {
        return switch (block) {
            case Document.Heading heading ->
                "<h" + heading.level() + ">" + escaped(heading.text()) + "</h" + heading.level() + ">\n";
            case Document.Paragraph paragraph -> "<p>" + escaped(paragraph.text()) + "</p>\n";
            case Document.Bullets bullets ->
                bullets.items().stream()
                        .map(item -> "<li>" + escaped(item) + "</li>\n")
                        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
            case Document.Table table ->
                "<table>\n<thead>\n<tr>"
                        + table.heads().stream()
                                .map(head -> "<th scope=\"col\">" + escaped(head) + "</th>")
                                .collect(Collectors.joining())
                        + "</tr>\n</thead>\n<tbody>\n"
                        + table.rows().stream()
                                .map(row -> row.stream()
                                        .map(cell -> "<td>" + escaped(cell) + "</td>")
                                        .collect(Collectors.joining("", "<tr>", "</tr>\n")))
                                .collect(Collectors.joining())
                        + "</tbody>\n</table>\n";
            case Document.Link link -> "<p>" + link(link) + "</p>\n";
        };
    }

    private static String link(Document.Link link) {
        String page = escaped(link.page().toASCIIString());
        return isWeb(link)
                ? "<a href=\"" + page + "\">" + escaped(link.label()) + "</a>"
                : escaped(link.label()) + ": " + page;
    }

    static boolean isWeb(Document.Link link) {
        String scheme = link.page().getScheme();
        return scheme != null
                && (scheme.toLowerCase(Locale.ROOT).equals("https")
                        || scheme.toLowerCase(Locale.ROOT).equals("http"));
    }

    static String escaped(String text) {
        return Document.plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
