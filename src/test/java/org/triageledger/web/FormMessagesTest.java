package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.store.ReturnStore;
import org.triageledger.work.TestClock;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/**
 * Every form of the pages, found on the pages, with wrong values in each of its fields: what is refused is said beside that field, and what
 * was typed into the others stays.
 */
@QuarkusTest
class FormMessagesTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    /** A character that turns text around. */
    private static final String HIDDEN = "a\u202eb";

    /** What fields hold while another one is tried, where the form itself says nothing. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("day", "2026-11-20"),
            Map.entry("from", "2027-03-01"),
            Map.entry("to", "2027-03-05"),
            Map.entry("until", "2027-01-05"),
            Map.entry("at", "2026-11-20"),
            Map.entry("about", ""),
            Map.entry("link", "https://example.org/x"),
            Map.entry("github", "someone-x"),
            Map.entry("id", "someone"),
            Map.entry("message", "<a@example.org>"),
            Map.entry("addresses", "sam@example.net"),
            Map.entry("member", "kwame"),
            Map.entry("coordinator", "tom"),
            Map.entry("cve", ""),
            Map.entry("project", "CPython"),
            Map.entry("vector", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N"),
            Map.entry("links", "https://github.com/python/cpython/commit/0123456789abcdef"),
            Map.entry("credits", "coordinator: Ada Beispiel"),
            Map.entry("username", "newcomer"),
            Map.entry("present-password", "not the present one"),
            Map.entry("new-password", "five small elephants dance"),
            Map.entry("new-password-again", "five small elephants dance"));

    /** Wrong in ways of its own, by field. Each is also tried empty, far too long, and with a hidden character. */
    private static final Map<String, String> OF_ITS_OWN = Map.of(
            "link", "http:/nowhere",
            "github", "not a login!",
            "vector", "CVSS:3.1/AV:N",
            "at", "yesterday",
            "about", "nobody-knows-it",
            "id", "tom",
            "addresses", "no address",
            "cve", "CVE-1",
            "username", "blanks in it",
            "credits", "nobody in particular");

    /** Sent without a field to fill in, or taken whatever is in it. */
    private static final Set<String> WITHOUT_FIELDS = Set.of("POST /sign-in", "POST /advisories/lint");

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @Inject
    ReturnStore returns;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private final Map<String, Map<String, String>> cookies = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private String walkedTo = "";
    private final Set<String> walked = new TreeSet<>();
    private final Set<String> anythingGoes = new TreeSet<>();

    @BeforeEach
    void start() throws IOException {
        clock.set(NOON);
        FictionalTeam.load(roster, importer, folder);
        take("claims", "mailbox", """
                From x Tue Oct  6 10:00:00 2026
                From: Lena Muster <lena@example.org>
                Message-ID: <claimed@example.org>
                In-Reply-To: <fic-19@example.org>
                Subject: Re: something odd

                I look at it.

                From x Wed Oct  7 10:00:00 2026
                From: =?utf-8?q?Tom=C3=A1=C5=A1_Vzor?= <tom@home.example.com>
                Message-ID: <home@home.example.com>
                References: <fic-19@example.org>
                Subject: Re: something odd

                So do I.

                """);
        take("old-archive", "archive", "From x Mon Mar  3 10:00:00 2025\n\n%%\n");
        returns.unreachable("tom@example.org", "tom", NOON, "5.1.1");
        signIn("root", NewAccount.make(accounts, "root", "admin", Optional.of("lena")));
        signIn("ada", NewAccount.make(accounts, "ada", "admin", Optional.of("ada")));
        signIn("marek", NewAccount.make(accounts, "marek", "council", Optional.of("marek")));
        signIn("kwame", NewAccount.make(accounts, "kwame", "member", Optional.of("kwame")));
        signIn("tom", NewAccount.make(accounts, "tom", "member", Optional.of("tom")));
        cookies.put("", new HashMap<>());
    }

    private void take(String source, String trust, String mbox) throws IOException {
        importer.run(
                new Importer.Order(
                        source,
                        trust,
                        List.of(),
                        trust.equals("mailbox") ? List.of("mx.example.org") : List.of(),
                        trust.equals("mailbox")
                                ? null
                                : new Importer.DayRange(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 6, 30)),
                        List.of(Files.writeString(folder.resolve(source + ".mbox"), mbox)
                                .toString())),
                read -> {});
    }

    @Test
    void whatIsRefusedIsSaidBesideItsField() throws IOException {
        String today = "2026-11-29";
        api("root", "leaves", "{'member': 'lena', 'from': '2028-01-01', 'to': '2028-01-05'}");
        api("root", "nominations", "{'name': 'Dee', 'reason': 'x'}");
        String claim = id(api("tom", "claims", "{'kind': 'coordination', 'day': '2026-11-20', 'text': 'x'}"), "claim");
        String later = id(api("root", "reviews", "{'day': '2027-06-01'}"), "review");
        String open = id(api("root", "reviews", "{'day': '" + today + "'}"), "review");
        api("root", "reviews/" + open + "/opening", "{}");
        String report = got("root", "threads", "threads[0].report");
        api("root", "threads/" + report + "/status", "{'status': 'vulnerability', 'reason': 'x'}");
        String marked = got("root", "audit-log", "entries[-1].id");
        api("root", "queue/confirmations", "{'message': 'claimed@example.org', 'reason': 'x'}");
        String item = got("root", "queue/items?kind=author", "items[0].item");
        String found = got("root", "cases", "cases.find { it.reports.contains('" + report + "') }.id");
        String draft = id(
                api(
                        "root",
                        "drafts",
                        "{'report': '" + report
                                + "', 'coordinator': 'tom', 'project': 'CPython', 'title': 't', 'vector': '"
                                + USUAL.get("vector") + "', 'description': 'd', 'links': [], 'credits': []}"),
                "draft");
        String invitation = api("root", "accounts/invitations", "{'role': 'auditor'}")
                .asString()
                .replaceFirst("(?s).*(/invitation/[A-Za-z0-9_-]+).*", "$1");

        walk("root", "/me", "/members/lena/leaves", "/nominations", "/claims/" + claim);
        walk("root", "/members/lena/leaves/" + got("root", "leaves", "leaves[0].decision"));
        walk("root", "/review", "/review/" + later, "/review/" + open, "/findings", "/reminders");
        walk("root", "/queue/" + item + "?answer=reject", "/queue/selected?answer=reject&item=" + item);
        walk("root", "/decisions/" + marked + "?undo=true", "/drafts", "/drafts/" + draft, "/cases/" + found);
        walk("root", "/erasures", "/sources/quarantine", "/accounts", "/account");
        walk("ada", "/approvals");
        walk("marek", "/nominations");
        walk("kwame", "/me/resign");
        walk("", invitation);
        erasure();
        admission();

        assertThat(wrong).isEmpty();
        assertThat(anythingGoes).as("fields in which nothing is wrong").isEmpty();
        assertThat(walked).isEqualTo(withFields());
    }

    /** The form of the page that shows what an erasure would change. */
    private void erasure() {
        Map<String, String> sent =
                new LinkedHashMap<>(Map.of("member", "", "addresses", "sam@example.net", "names", ""));
        sent.put("csrf", csrf("root"));
        Response page = post("root", "/erasures", sent);
        each(Jsoup.parse(page.asString()), form -> walk("root", () -> page(post("root", "/erasures", sent)), form));
    }

    /** A nomination that can be admitted: its vote is over. */
    private void admission() {
        String nomination = got("root", "nominations", "nominations.find { it.name == 'Dee' }.nomination");
        for (String who : List.of("root", "ada", "tom")) {
            api(who, "nominations/" + nomination + "/votes", "{'vote': 'for'}");
        }
        clock.set(NOON.plus(java.time.Duration.ofDays(60)));
        for (String who : List.of("root", "ada")) {
            cookies.remove(who);
            signIn(who, accounts.reset(who));
        }
        walk("root", "/nominations");
    }

    private void walk(String who, String... addresses) {
        for (String address : addresses) {
            walkedTo = address;
            each(page(get(who, address)), form -> walk(who, () -> page(get(who, address)), form));
        }
    }

    private Document page(Response answer) {
        if (answer.statusCode() != 200) {
            wrong.add(walkedTo + " cannot be shown: "
                    + Jsoup.parse(answer.asString()).select("main").text());
        }
        return Jsoup.parse(answer.asString());
    }

    private static void each(Document page, java.util.function.Consumer<Element> use) {
        Objects.requireNonNull(page.getElementById("main"))
                .select("form[method=post]")
                .forEach(use);
    }

    private void walk(String who, java.util.function.Supplier<Document> page, Element form) {
        String route = route(form.attr("action"));
        List<String> names = typed(form);
        if (names.isEmpty() || !walked.add(route)) {
            return;
        }
        for (String name : names) {
            boolean refused = false;
            for (String value : values(form, name)) {
                Optional<Element> fresh = page.get().select("form[method=post]").stream()
                        .filter(one -> one.attr("action").equals(form.attr("action"))
                                && hidden(one).equals(hidden(form)))
                        .findFirst();
                if (fresh.isEmpty()) {
                    wrong.add(route + " " + name + ": the form is gone");
                    break;
                }
                Map<String, String> fields = filled(fresh.get());
                if (route.equals("POST /review")) {
                    fields.put("day", "2027-09-01"); // there is a review in that year
                }
                fields.put(name, value);
                if (name.equals("new-password")) {
                    fields.put("new-password-again", value);
                }
                fields.put("csrf", csrf(who));
                if (value.isEmpty()
                        && fresh.get().select("[name=" + name + "]").hasAttr("type")
                        && fresh.get()
                                .select("[name=" + name + "]")
                                .attr("type")
                                .equals("checkbox")) {
                    fields.remove(name);
                }
                Response answer = post(who, form.attr("action"), fields);
                if (answer.statusCode() < 400) {
                    Element tried = Objects.requireNonNull(
                            fresh.get().select("[name=" + name + "]").first());
                    if (tried.hasAttr("maxlength") && value.length() > Integer.parseInt(tried.attr("maxlength"))) {
                        wrong.add(route + " " + name + ": more was taken than the form allows");
                    }
                    if (value.equals(HIDDEN)) {
                        wrong.add(route + " " + name + ": a hidden character was taken");
                    }
                    continue;
                }
                refused |= !value.equals(HIDDEN);
                look(route, form, name, fields, answer);
            }
            if (!refused) {
                anythingGoes.add(route + " " + name);
            }
        }
    }

    private void look(String route, Element form, String name, Map<String, String> sent, Response answer) {
        String what =
                route + " " + name + "=" + sent.getOrDefault(name, "(none)").replaceAll("(.{30}).*", "$1…") + ": ";
        Document page = Jsoup.parse(answer.asString());
        Element again = page.select("form[method=post]").stream()
                .filter(one -> one.attr("action").equals(form.attr("action"))
                        && hidden(one).equals(hidden(form)))
                .findFirst()
                .orElse(null);
        String said = page.select("[role=alert]").text();
        if (again == null) {
            wrong.add(what + answer.statusCode() + ", the form is gone; " + said);
            return;
        }
        List<String> marked = again.select("[aria-invalid=true]").eachAttr("name").stream()
                .distinct()
                .toList();
        List<String> beside = again.select("small.wrong").eachText();
        if (!marked.equals(List.of(name)) || beside.size() != 1) {
            wrong.add(what + "marked " + marked + " " + beside + "; " + said);
        }
        for (String other : typed(again)) {
            Element field =
                    Objects.requireNonNull(again.select("[name=" + other + "]").first());
            String kind = field.normalName() + field.attr("type");
            if (!kind.equals("inputpassword")
                    && !(kind.equals("select") && other.equals(name))
                    && !kind.equals("inputradio")
                    && !kind.equals("inputcheckbox")
                    && !plain(current(again, other)).equals(plain(sent.getOrDefault(other, "")))) {
                wrong.add(what + other + " is now " + current(again, other));
            }
        }
        Element focus = again.select("[autofocus]").first();
        if (focus == null || !focus.attr("name").equals(name)) {
            wrong.add(what + "the focus is elsewhere");
        }
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    /** The names of what can be filled in. */
    private static List<String> typed(Element form) {
        return form.select("input:not([type=hidden]):not([type=submit]), textarea, select").stream()
                .map(field -> field.attr("name"))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static Map<String, String> hidden(Element form) {
        Map<String, String> hidden = new TreeMap<>();
        form.select("input[type=hidden]").forEach(field -> hidden.put(field.attr("name"), field.attr("value")));
        hidden.remove("csrf");
        return hidden;
    }

    private static String current(Element form, String name) {
        Element field =
                Objects.requireNonNull(form.select("[name=" + name + "]").first());
        return switch (field.normalName()) {
            case "textarea" -> field.wholeText();
            case "select" -> {
                Element option = Optional.ofNullable(
                                field.select("option[selected]").first())
                        .or(() -> Optional.ofNullable(field.select("option").first()))
                        .orElse(null);
                yield option == null ? "" : option.hasAttr("value") ? option.attr("value") : option.text();
            }
            default -> field.attr("value");
        };
    }

    private static Map<String, String> filled(Element form) {
        Map<String, String> fields = new LinkedHashMap<>(hidden(form));
        for (String name : typed(form)) {
            Element field =
                    Objects.requireNonNull(form.select("[name=" + name + "]").first());
            String own =
                    field.attr("type").equals("radio") || field.attr("type").equals("checkbox")
                            ? field.hasAttr("value") ? field.attr("value") : "true"
                            : current(form, name);
            fields.put(
                    name,
                    own.isBlank() && !field.normalName().equals("select")
                            ? USUAL.getOrDefault(name, "plain words")
                            : own);
        }
        form.select("button[name=act]").stream()
                .findFirst()
                .ifPresent(button -> fields.put("act", button.attr("value")));
        return fields;
    }

    private static List<String> values(Element form, String name) {
        Element field =
                Objects.requireNonNull(form.select("[name=" + name + "]").first());
        return switch (field.normalName() + field.attr("type")) {
            case "inputdate" -> List.of("2026-02-30", "yesterday");
            case "inputnumber" -> List.of("0", "9999", "many");
            case "inputradio", "select" -> List.of("none-such");
            case "inputcheckbox" -> List.of("");
            case "inputpassword" -> List.of("short");
            default ->
                Stream.of(
                                Optional.ofNullable(OF_ITS_OWN.get(name)),
                                Optional.of("x".repeat(21_000)),
                                field.hasAttr("required") ? Optional.of("") : Optional.<String>empty(),
                                Optional.of(HIDDEN))
                        .flatMap(Optional::stream)
                        .toList();
        };
    }

    private static String route(String action) {
        return Routes.written().stream()
                .filter(route -> route.method().equals("POST"))
                .filter(route -> action.matches(route.path().replaceAll("\\{[a-z]+}", "[^/]+")))
                .min(java.util.Comparator.comparing(route -> route.path().contains("{")))
                .map(route -> "POST " + route.path())
                .orElse("POST " + action);
    }

    /** The routes of pages that take what somebody typed or chose. */
    private static Set<String> withFields() throws IOException {
        Set<String> hiddenAlone = Set.of("POST /review/{id}/open", "POST /review/{id}/close", "POST /review/{id}/tick");
        return Routes.methods().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("POST ")
                        && !entry.getKey().contains("/api/")
                        && takesFields(entry.getValue()))
                .map(Map.Entry::getKey)
                .filter(route -> !WITHOUT_FIELDS.contains(route) && !hiddenAlone.contains(route))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean takesFields(Method method) {
        for (Parameter parameter : method.getParameters()) {
            Field[] fields = parameter.isAnnotationPresent(BeanParam.class)
                            || parameter.getType().getName().contains("Typed")
                    ? parameter.getType().getDeclaredFields()
                    : new Field[0];
            if (parameter.isAnnotationPresent(FormParam.class)
                    || Arrays.stream(fields).anyMatch(field -> field.isAnnotationPresent(FormParam.class))) {
                return true;
            }
        }
        return false;
    }

    private void signIn(String who, String password) {
        Response answer = given().redirects()
                .follow(false)
                .formParam("j_username", who)
                .formParam("j_password", password)
                .post("/j_security_check");
        cookies.put(who, new HashMap<>(answer.cookies()));
        get(who, "/me");
        assertThat(csrf(who)).isNotEmpty();
    }

    private String csrf(String who) {
        return of(who).getOrDefault("ledger-csrf", "");
    }

    private Map<String, String> of(String who) {
        return Objects.requireNonNull(cookies.get(who));
    }

    private Response get(String who, String address) {
        Response answer = given().cookies(of(who)).redirects().follow(false).get(address);
        of(who).putAll(answer.cookies());
        return answer;
    }

    private Response post(String who, String address, Map<String, String> fields) {
        Response answer = given().cookies(of(who))
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields)
                .post(address);
        of(who).putAll(answer.cookies());
        return answer;
    }

    private Response api(String who, String path, String json) {
        Response answer = given().cookies(of(who))
                .contentType("application/json")
                .body(json.replace('\'', '"'))
                .post("/api/v1/" + path);
        assertThat(answer.statusCode()).as(path + " " + answer.asString()).isEqualTo(200);
        return answer;
    }

    private String got(String who, String path, String place) {
        Response answer = given().cookies(of(who)).get("/api/v1/" + path);
        @Nullable Object found = answer.path(place);
        assertThat(found).as(path + " " + answer.asString()).isNotNull();
        return String.valueOf(found);
    }

    private static String id(Response answer, String field) {
        return answer.asString().replaceFirst("(?s).*?\"" + field + "\":\"?([A-Za-z0-9-]+).*", "$1");
    }
}
