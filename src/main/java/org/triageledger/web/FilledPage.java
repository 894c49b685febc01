package org.triageledger.web;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** A page with its form filled in as somebody had filled it in before. */
final class FilledPage {
    private FilledPage() {}

    /**
     * Fills in the form that was sent: it has the same action and the same hidden fields. Where the page has no such form any more, what
     * was typed is shown to be copied.
     *
     * @param notice what to say above it, or null where the page says something already
     */
    static String of(String html, KeptForm kept, @Nullable String notice) {
        Document page = Parser.htmlParser().settings(ParseSettings.preserveCase).parseInput(html, "");
        page.outputSettings().prettyPrint(false);
        Element main = page.getElementById("main");
        if (main == null) {
            return html;
        }
        Element form = page.getElementsByTag("form").stream()
                .filter(one ->
                        one.attr("method").equals("post") && one.attr("action").equals(kept.path()))
                .filter(one -> isSame(one, kept.fields()))
                .findFirst()
                .orElse(null);
        if (form != null) {
            fill(form, kept.fields());
        } else if (kept.fields().values().stream().flatMap(List::stream).anyMatch(value -> !value.isBlank())) {
            show(main, kept.fields());
        }
        if (notice != null) {
            main.prependElement("div")
                    .addClass("alarm")
                    .attr("role", "alert")
                    .appendElement("p")
                    .text(notice);
        }
        return page.outerHtml();
    }

    private static boolean isSame(Element form, Map<String, List<String>> fields) {
        return form.select("input[type=hidden]").stream()
                .filter(one -> fields.containsKey(one.attr("name")))
                .allMatch(
                        one -> fields.getOrDefault(one.attr("name"), List.of()).contains(one.attr("value")));
    }

    private static void fill(Element form, Map<String, List<String>> fields) {
        boolean first = true;
        for (Element one : form.select("input, textarea, select")) {
            List<String> values = fields.getOrDefault(one.attr("name"), List.of());
            switch (one.normalName() + " " + one.attr("type")) {
                case "input hidden", "input submit", "input password" -> {
                    continue;
                }
                case "input radio", "input checkbox" -> {
                    one.removeAttr("checked");
                    if (values.contains(one.attr("value"))) {
                        one.attr("checked", "");
                    }
                }
                case "textarea " -> one.text(values.isEmpty() ? "" : "\n" + values.getFirst());
                case "select " -> {
                    for (Element option : one.select("option")) {
                        option.removeAttr("selected");
                        if (values.contains(option.hasAttr("value") ? option.attr("value") : option.text())) {
                            option.attr("selected", "");
                        }
                    }
                }
                default -> one.attr("value", values.isEmpty() ? "" : values.getFirst());
            }
            if (first) {
                one.attr("autofocus", "");
                first = false;
            }
        }
        for (Element around = form; around != null; around = around.parent()) {
            if (around.normalName().equals("details")) {
                around.attr("open", "");
            }
        }
    }

    private static void show(Element main, Map<String, List<String>> fields) {
        Element card = main.appendElement("section").addClass("card");
        card.appendElement("h2").addClass("first").text("What you typed");
        card.appendElement("p").addClass("note").text("The form is no longer on this page. Copy what you still need.");
        Element list = card.appendElement("dl").addClass("facts");
        fields.forEach((name, values) -> values.stream()
                .filter(value -> !value.isBlank())
                .forEach(value -> {
                    Element row = list.appendElement("div").addClass("wide");
                    row.appendElement("dt").text(name);
                    row.appendElement("dd").addClass("said").text(value);
                }));
    }
}
