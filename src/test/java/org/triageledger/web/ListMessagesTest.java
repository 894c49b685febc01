package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.ListRules;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/**
 * Every page that can be searched, filtered, sorted or turned over, found in the code, asked wrongly in each of its fields: it says so at
 * that field, keeps what was typed, and lists nothing.
 */
@QuarkusTest
class ListMessagesTest {
    /** A character that turns text around. */
    private static final String HIDDEN = "a\u202eb";

    private static final String TOO_LONG = "x".repeat(ListRules.LONGEST_TEXT + 1);

    /** For strangers, where the settings say that it is published at all. */
    private static final String UNPUBLISHED = "GET /published";

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @TempDir
    Path folder;

    private String session = "";

    @BeforeEach
    void signIn() throws IOException {
        FictionalTeam.load(roster, importer, folder);
        // without a question in the queue it has no form
        FictionalTeam.ask(importer, folder);
        session = NewAccount.session(accounts, "asker", "admin", Optional.of("ada"));
    }

    @Test
    void aWrongQuestionIsSaidAtItsFieldAndNothingIsListed() throws IOException {
        Set<String> tried = new TreeSet<>();
        for (String path : pages()) {
            Document whole = Jsoup.parse(get(path, 200));
            for (Element field :
                    whole.select("main form[method=get][action=" + path + "] :is(select, input:not([type=hidden]))")) {
                String name = field.attr("name");
                for (String wrong : wrong(field)) {
                    tried.add(path + " " + name);
                    check(path, whole, name, wrong);
                }
            }
        }
        assertThat(tried)
                .contains(
                        "/active as-of",
                        "/active name",
                        "/active policy",
                        "/active sort",
                        "/active verdict",
                        "/audit-log by",
                        "/audit-log from",
                        "/audit-log kind",
                        "/audit-log sort",
                        "/audit-log to",
                        "/cases as-of",
                        "/cases filter",
                        "/cases q",
                        "/cases sort",
                        "/cases/numbers as-of",
                        "/compare one",
                        "/compare other",
                        "/insight as-of",
                        "/queue kind",
                        "/queue q",
                        "/queue sort");
    }

    private void check(String path, Document whole, String name, String wrong) {
        String what = path + "?" + name + "=" + (wrong.length() > 20 ? "(long)" : wrong);
        Document page =
                Jsoup.parse(get(path + "?" + name + "=" + URLEncoder.encode(wrong, StandardCharsets.UTF_8), 400));
        assertThat(page.title()).as(what).isEqualTo(whole.title());
        assertThat(page.expectFirst("main h1").text())
                .as(what)
                .isEqualTo(whole.expectFirst("main h1").ownText());
        assertThat(page.select("main table, main .card, main .counts, main .empty, main svg"))
                .as(what + " lists nothing")
                .isEmpty();
        Element field = page.expectFirst("main form[action=" + path + "] [name=" + name + "]");
        assertThat(field.attr("aria-invalid")).as(what).isEqualTo("true");
        assertThat(field.hasAttr("autofocus")).as(what).isTrue();
        assertThat(page.expectFirst("#" + field.attr("aria-describedby")).text())
                .as(what)
                .isNotEmpty()
                .doesNotContain("'");
        assertThat(page.select("main .alarm").text()).as(what).isNotEmpty();
        assertThat(
                        field.normalName().equals("select")
                                ? field.select("option[selected]").attr("value")
                                : field.attr("value"))
                .as(what)
                .isEqualTo(wrong);
        assertThat(page.select("main .links a[href=" + path + "]")).as(what).hasSize(1);
    }

    /** The number of a page has no field: what is wrong is said above the form. */
    @Test
    void aPageThatIsNoneIsSaidAboveTheForm() throws IOException {
        List<String> tried = new ArrayList<>();
        for (Map.Entry<String, Method> page : methods().entrySet()) {
            if (asksFor(page.getValue(), "page")) {
                tried.add(page.getKey());
                for (String wrong : List.of("-1", "0", "1e9", "9999999", "two")) {
                    Document said = Jsoup.parse(get(page.getKey() + "?page=" + wrong, 400));
                    assertThat(said.select("main .alarm").text())
                            .as(page.getKey())
                            .contains("not a number from 1 on");
                    assertThat(said.select("main table, main .card, main .empty"))
                            .as(page.getKey())
                            .isEmpty();
                }
            }
        }
        assertThat(tried).contains("/active", "/audit-log", "/cases", "/me", "/queue", "/reminders");
    }

    /** What else was asked stays, so that one correction is enough. */
    @Test
    void theOtherFieldsKeepWhatWasAsked() {
        Document page = Jsoup.parse(get("/audit-log?by=ada&kind=account&from=2026-02-30&to=2026-03-01", 400));
        assertThat(page.select("main [name=by]").attr("value")).isEqualTo("ada");
        assertThat(page.select("main [name=kind] [selected]").attr("value")).isEqualTo("account");
        assertThat(page.select("main [name=from]").attr("value")).isEqualTo("2026-02-30");
        assertThat(page.select("main [name=to]").attr("value")).isEqualTo("2026-03-01");
        assertThat(page.select("main [aria-invalid]").eachAttr("name")).containsExactly("from");
        assertThat(page.select("main .wrong").text())
                .isEqualTo("“From” is not a valid date: write YYYY-MM-DD, with a day that exists");
    }

    /** A page of one member, asked wrongly, does not show what holds today. */
    @Test
    void aPageWithAPartInItsPathSaysItToo() {
        Document page = Jsoup.parse(get("/members/ada?as-of=2026-02-30", 400));
        assertThat(page.expectFirst("main h1").text()).isEqualTo("Ada Beispiel");
        assertThat(page.select("main [name=as-of]").attr("value")).isEqualTo("2026-02-30");
        assertThat(page.select("main .verdict, main .card")).isEmpty();
    }

    /** What was asked is text on the page, whatever it says. */
    @Test
    void nothingOfItBecomesMarkup() {
        String page = get("/cases?filter=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&q=%3Cb%3E", 400);
        assertThat(page).doesNotContain("<script").doesNotContain("<b>");
    }

    /** A stranger is asked to sign in before anything is said, and who may not see a page gets nothing of it. */
    @Test
    void aWrongQuestionOpensNoPage() {
        assertThat(given().redirects().follow(false).get("/queue?kind=nonsense").statusCode())
                .isEqualTo(302);
        session = NewAccount.session(accounts, "member", "member", Optional.of("kwame"));
        assertThat(get("/queue?kind=nonsense", 403)).doesNotContain("Review queue");
        assertThat(get("/audit-log?from=" + URLEncoder.encode(HIDDEN, StandardCharsets.UTF_8), 403))
                .doesNotContain("Person or account");
    }

    private static List<String> wrong(Element field) {
        return switch (field.normalName() + " " + field.attr("type")) {
            case "input date" -> List.of("2026-02-30", "yesterday", "-1", HIDDEN);
            case "select " -> List.of("nonsense", "<b>", HIDDEN);
            case "input search" ->
                field.attr("maxlength").equals(String.valueOf(ListRules.LONGEST_TEXT))
                        ? List.of(HIDDEN, TOO_LONG)
                        : List.of(HIDDEN);
            default -> List.of(HIDDEN);
        };
    }

    private static Set<String> pages() throws IOException {
        return methods().keySet();
    }

    /** The pages without a part in their path of which something can be asked. */
    private static Map<String, Method> methods() throws IOException {
        Map<String, Method> pages = new TreeMap<>();
        Routes.methods().forEach((route, method) -> {
            if (route.startsWith("GET ")
                    && !route.equals(UNPUBLISHED)
                    && !route.contains("{")
                    && method.getReturnType().equals(TemplateInstance.class)
                    && Arrays.stream(method.getParameters())
                            .anyMatch(asked -> asked.getType().equals(ListAsked.class)
                                    || asked.isAnnotationPresent(QueryParam.class))) {
                pages.put(route.substring("GET ".length()), method);
            }
        });
        return pages;
    }

    private static boolean asksFor(Method method, String name) {
        return Arrays.stream(method.getParameters())
                .anyMatch(asked -> asked.isAnnotationPresent(QueryParam.class)
                                && asked.getAnnotation(QueryParam.class).value().equals(name)
                        || asked.getType().equals(ListAsked.class)
                                && !method.getName().equals("settings"));
    }

    private String get(String address, int status) {
        Response answer = given().cookie("ledger-session", session)
                .accept("text/html")
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(address);
        assertThat(answer.statusCode())
                .as(address.length() > 100 ? address.substring(0, 100) : address)
                .isEqualTo(status);
        return answer.asString();
    }
}
