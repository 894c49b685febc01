package org.triageledger.web;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/** A page with its form filled in as somebody had filled it in before. */
final class FilledPage {
    private FilledPage() {}

    /**
     * Fills in the form that was sent: it has the same action and the same hidden fields. Where the page has no such form any more, what
     * was typed is shown to be copied.
     *
     * @param notice what to say above it, or null where the page says something already
     * @param wrong what to say beside fields, by their names
     */
    static String of(String html, KeptForm kept, @Nullable String notice, Map<String, String> wrong) {
        Document page = parsed(html);
        Element main = page.getElementById("main");
        if (main == null) {
            return html;
        }
        Element form = form(page, "post", kept);
        if (notice != null) {
            main.prependElement("div")
                    .addClass("alarm")
                    .attr("role", "alert")
                    .appendElement("p")
                    .text(notice);
        }
        if (form != null) {
            fill(form, kept.fields());
            complain(form, main, wrong);
        } else if (kept.fields().values().stream().flatMap(List::stream).anyMatch(value -> !value.isBlank())) {
            show(main, kept.fields());
        }
        return page.outerHtml();
    }

    /** Fills in the form whose fields came in the address; where it stands on another page or none, the page is as it was. */
    static String asked(String html, KeptForm kept, Map<String, String> wrong) {
        Document page = parsed(html);
        Element main = page.getElementById("main");
        Element form = form(page, "get", kept);
        if (main == null || form == null) {
            return html;
        }
        fill(form, kept.fields());
        complain(form, main, wrong);
        return page.outerHtml();
    }

    /**
     * The page of a list that could not be asked so, of which only its heading and its form stay, filled in with what was asked: nothing
     * on it can be taken for what was asked for.
     *
     * @param html the page where nothing is asked
     * @param refused why, as a sentence
     */
    static String unanswered(String html, KeptForm kept, String refused, Map<String, String> wrong) {
        Document page = parsed(html);
        Element main = page.getElementById("main");
        Element title = main == null ? null : main.selectFirst("h1");
        if (main == null || title == null) {
            return html;
        }
        Element form = form(page, "get", kept);
        Element tabs = main.selectFirst("nav.tabs");
        main.empty();
        if (tabs != null) {
            main.appendChild(tabs);
        }
        main.appendElement("div").addClass("head").appendElement("h1").text(title.ownText());
        main.appendElement("div")
                .addClass("alarm")
                .attr("role", "alert")
                .appendElement("p")
                .text(refused);
        if (form != null) {
            form.select(".reset").remove();
            main.appendChild(form);
            asked(form, kept.fields());
            complain(form, main, wrong);
        }
        main.appendElement("p").addClass("note").text("Nothing is shown until this is corrected.");
        main.appendElement("p")
                .addClass("links")
                .appendElement("a")
                .attr("href", kept.path())
                .text("Show all");
        return page.outerHtml();
    }

    /** Fills in what was asked, and leaves the other fields as they are; a choice that is none is shown as what it is. */
    private static void asked(Element form, Map<String, List<String>> fields) {
        for (Element field : form.select("input:not([type=hidden]), select")) {
            List<String> values = fields.getOrDefault(field.attr("name"), List.of());
            if (values.isEmpty()) {
                continue;
            }
            if (!field.normalName().equals("select")) {
                field.attr("value", values.getFirst());
                continue;
            }
            Elements options = field.select("option");
            options.removeAttr("selected");
            options.stream()
                    .filter(option -> value(option).equals(values.getFirst()))
                    .findFirst()
                    .orElseGet(() -> field.appendElement("option")
                            .attr("value", values.getFirst())
                            .text(values.getFirst()))
                    .attr("selected", "");
        }
    }

    private static String value(Element option) {
        return option.hasAttr("value") ? option.attr("value") : option.text();
    }

    private static Document parsed(String html) {
        Document page = Parser.htmlParser().settings(ParseSettings.preserveCase).parseInput(html, "");
        page.outputSettings().prettyPrint(false);
        return page;
    }

    private static @Nullable Element form(Document page, String method, KeptForm kept) {
        return page.getElementsByTag("form").stream()
                .filter(element -> element.attr("method").equals(method)
                        && (element.attr("action").equals(kept.path()) || !element.hasAttr("action")))
                .filter(element -> isSame(element, kept.fields()))
                .findFirst()
                .orElse(null);
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
                        if (values.contains(value(option))) {
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

    /** What is said of a field is said beside it as well, and the first of them has the focus. */
    private static void complain(Element form, Element main, Map<String, String> wrong) {
        Element alarm = main.selectFirst(".alarm[role=alert] > p");
        boolean first = true;
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            List<Element> fields = named(form, one.getKey());
            if (fields.isEmpty()) {
                continue;
            }
            String quoted = "'" + one.getKey() + "'";
            String label = "“" + label(fields.getFirst()) + "”";
            String id = "wrong-" + one.getKey();
            fields.forEach(field -> field.attr("aria-invalid", "true")
                    .attr("aria-describedby", (field.attr("aria-describedby") + " " + id).strip()));
            if (first) {
                form.select("[autofocus]").removeAttr("autofocus");
                fields.getFirst().attr("autofocus", "");
                first = false;
            }
            Element said = new Element("small")
                    .addClass("wrong")
                    .attr("id", id)
                    .text(one.getValue().replace(quoted, label));
            Element group = fields.getFirst().closest("fieldset");
            if (fields.getFirst().attr("type").equals("radio") && group != null) {
                group.appendChild(said);
            } else {
                fields.getLast().after(said);
            }
            if (alarm != null) {
                alarm.text(alarm.text().replace(quoted, label));
            }
        }
    }

    /** Those of the name, or else what says that it holds the field of that name, as in {@code data-field="reason"}. */
    private static List<Element> named(Element form, String name) {
        List<Element> fields = form.select("input:not([type=hidden]), textarea, select").stream()
                .filter(element -> element.attr("name").equals(name))
                .toList();
        return fields.isEmpty()
                ? form.select("[data-field]").stream()
                        .filter(element -> element.attr("data-field").equals(name))
                        .toList()
                : fields;
    }

    private static String label(Element field) {
        Element group = field.closest("fieldset");
        Element legend = group == null ? null : group.selectFirst("legend");
        Element label = field.closest("label");
        Element telling = field.attr("type").equals("radio") && legend != null ? legend : label;
        return telling == null ? field.attr("name") : telling.ownText().strip();
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
