package org.triageledger.web;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** A page with its form filled in as somebody had filled it in before. */
final class FilledPage {
    private static final Pattern NAMED = Pattern.compile("^(?:In )?'([a-z-]{1,40})' ");

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
                .filter(element -> element.attr("method").equals("post")
                        && element.attr("action").equals(kept.path()))
                .filter(element -> isSame(element, kept.fields()))
                .findFirst()
                .orElse(null);
        if (notice != null) {
            main.prependElement("div")
                    .addClass("alarm")
                    .attr("role", "alert")
                    .appendElement("p")
                    .text(notice);
        }
        if (form != null) {
            fill(form, kept.fields());
            complain(form, main);
        } else if (kept.fields().values().stream().flatMap(List::stream).anyMatch(value -> !value.isBlank())) {
            show(main, kept.fields());
        }
        return page.outerHtml();
    }

    private static boolean isSame(Element form, Map<String, List<String>> fields) {
        return form.select("input[type=hidden]").stream()
                .filter(element -> fields.containsKey(element.attr("name")))
                .allMatch(element ->
                        fields.getOrDefault(element.attr("name"), List.of()).contains(element.attr("value")));
    }

    private static void fill(Element form, Map<String, List<String>> fields) {
        boolean first = true;
        for (Element element : form.select("input, textarea, select")) {
            List<String> values = fields.getOrDefault(element.attr("name"), List.of());
            switch (element.normalName() + " " + element.attr("type")) {
                case "input hidden", "input submit", "input password" -> {
                    continue;
                }
                case "input radio", "input checkbox" -> {
                    element.removeAttr("checked");
                    if (values.contains(element.attr("value"))) {
                        element.attr("checked", "");
                    }
                }
                case "textarea " -> element.text(values.isEmpty() ? "" : "\n" + values.getFirst());
                case "select " -> {
                    for (Element option : element.select("option")) {
                        option.removeAttr("selected");
                        if (values.contains(option.hasAttr("value") ? option.attr("value") : option.text())) {
                            option.attr("selected", "");
                        }
                    }
                }
                default -> element.attr("value", values.isEmpty() ? "" : values.getFirst());
            }
            if (first) {
                element.attr("autofocus", "");
                first = false;
            }
        }
        for (Element around = form; around != null; around = around.parent()) {
            if (around.normalName().equals("details")) {
                around.attr("open", "");
            }
        }
    }

    /** What is said of one field, by its name in quotation marks, is said beside it as well. */
    private static void complain(Element form, Element main) {
        Element alarm = main.selectFirst(".alarm[role=alert] > p");
        Matcher named = NAMED.matcher(alarm == null ? "" : alarm.text());
        if (!named.find()) {
            return;
        }
        Element field = form.select("input:not([type=hidden]), textarea, select").stream()
                .filter(element -> element.attr("name").equals(named.group(1)))
                .findFirst()
                .orElse(null);
        if (field == null || alarm == null) {
            return;
        }
        Element label = field.parent();
        if (label == null || !label.normalName().equals("label")) {
            return;
        }
        String said = alarm.text()
                .replace("'" + named.group(1) + "'", "“" + label.ownText().strip() + "”");
        alarm.text(said);
        form.select("[autofocus]").removeAttr("autofocus");
        field.attr("aria-invalid", "true").attr("aria-describedby", "wrong").attr("autofocus", "");
        field.after(new Element("small").addClass("wrong").attr("id", "wrong").text(said));
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
