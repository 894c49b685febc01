package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.TestClock;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.Invitations;
import org.triageledger.work.people.TokenScope;
import org.triageledger.work.people.Tokens;
import org.triageledger.work.roster.RosterBook;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Passwords, sessions, invitations and tokens by the API, and what each of them opens. */
@QuarkusTest
class AccountApiTest {
    private static final String CHOSEN = "blue kettle, wet dog";

    @Inject
    Accounts accounts;

    @Inject
    Invitations invitations;

    @Inject
    Tokens tokens;

    @Inject
    RosterBook roster;

    @Inject
    DecisionStore log;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private final Instant now = Instant.parse("2026-11-28T08:00:00Z");
    private String ada = "";
    private String bob = "";

    @BeforeEach
    void people() throws IOException {
        clock.set(now);
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01}
                  - {id: cia, name: Cia Example, joined: 2019-02-01}
                """));
        for (AccountViews.UserAccount one : accounts.list().accounts()) {
            accounts.remove(one.username());
        }
        ada = accounts.create("ada", "admin", Optional.of("ada"));
        bob = accounts.create("bob", "member", Optional.of("bob"));
    }

    @Test
    void aNewPasswordOfOnesOwnEndsTheOtherSessions() {
        String own = session("bob", bob);
        String other = session("bob", bob);
        change(given().cookie("ledger-session", own), bob, CHOSEN)
                .then()
                .statusCode(200)
                .body("sessions", hasSize(1));
        assertThat(opens(own)).isTrue();
        assertThat(opens(other)).isFalse();
        assertThat(basic("bob", bob, "/api/v1/account").statusCode()).isEqualTo(401);
        assertThat(basic("bob", CHOSEN, "/api/v1/account").statusCode()).isEqualTo(200);
        assertThat(said()).contains(new Entry.PasswordChanged("bob"));
        assertThat(log.all().toString()).doesNotContain(CHOSEN, bob);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            password1234            | tried first
            short                   | too short
            my name is bob or so    | contains the name
            """)
    void onePasswordIsRefusedWithWhatToDoAndNothingChanges(String chosen, String why) {
        change(as("bob", bob), bob, chosen).then().statusCode(400).body("detail", containsString(why));
        assertThat(basic("bob", bob, "/api/v1/account").statusCode()).isEqualTo(200);
    }

    @Test
    void thePresentPasswordIsAskedForAndItsErrorsAreCounted() {
        for (int i = 0; i < 5; i++) {
            change(given().cookie("ledger-session", session("ada", ada)), "wrong " + i, CHOSEN)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("present password is not right"));
            accounts.unlock("ada");
        }
        String session = session("bob", bob);
        for (int i = 0; i < 5; i++) {
            change(given().cookie("ledger-session", session), "wrong " + i, CHOSEN);
        }
        change(given().cookie("ledger-session", session), bob, CHOSEN)
                .then()
                .statusCode(400)
                .body("detail", containsString("wait up to 15 minutes"));
        assertThat(opens(session)).isTrue();
        change(as("ada", ada), ada, ada).then().statusCode(400).body("detail", containsString("choose another"));
        as("ada", ada).body("{}").post("/api/v1/account/password").then().statusCode(400);
    }

    @Test
    void aSessionEndsByItselfOrByItsOwnerAndNobodyElse() {
        String first = session("bob", bob);
        clock.set(now.plus(Duration.ofHours(1)));
        String second = session("bob", bob);
        given().cookie("ledger-session", second)
                .get("/api/v1/account")
                .then()
                .statusCode(200)
                .body("username", equalTo("bob"))
                .body("lastSignIn", equalTo("2026-11-28"))
                .body("sessions.current", equalTo(List.of(true, false)))
                .body("sessions[1].begun", equalTo("2026-11-28T08:00:00Z"));
        int id = given().cookie("ledger-session", second).get("/api/v1/account").path("sessions[1].id");
        as("ada", ada)
                .body("{}")
                .post("/api/v1/account/sessions/" + id + "/end")
                .then()
                .statusCode(400);
        assertThat(opens(first)).isTrue();
        given().cookie("ledger-session", second)
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/account/sessions/" + id + "/end")
                .then()
                .statusCode(200)
                .body("sessions", hasSize(1));
        assertThat(opens(first)).isFalse();

        clock.set(now.plus(Duration.ofHours(9)).minusSeconds(1));
        assertThat(opens(second)).isTrue();
        clock.set(now.plus(Duration.ofHours(17)).plusSeconds(1));
        assertThat(opens(second)).isFalse();

        String used = session("bob", bob);
        for (int hours = 17; hours < 17 + 7 * 24; hours += 7) {
            clock.set(now.plus(Duration.ofHours(hours)).plusSeconds(2));
            assertThat(opens(used)).as("after " + hours).isTrue();
        }
        clock.set(now.plus(Duration.ofHours(17 + 7 * 24)).plusSeconds(2));
        assertThat(opens(used)).isFalse();

        String third = session("bob", bob);
        as("bob", bob).body("{}").post("/api/v1/account/sessions/end").then().statusCode(200);
        assertThat(opens(third)).isFalse();
    }

    @Test
    void anInvitationIsUsedOnceAndMakesTheAccountItWasMadeFor() {
        String link = as("ada", ada)
                .body(Map.of("role", "council", "member", "cia"))
                .post("/api/v1/accounts/invitations")
                .then()
                .statusCode(200)
                .body("expires", equalTo("2026-12-01T08:00:00Z"))
                .extract()
                .path("link");
        String path = link.replaceFirst("^https?://[^/]+", "");
        Response page = given().get(path);
        page.then()
                .statusCode(200)
                .header("Referrer-Policy", "strict-origin")
                .header("Cache-Control", "no-store")
                .body(containsString("with the role council"))
                .body(containsString("value=\"cia\""));
        assertThat(page.headers().getValues("Referrer-Policy")).hasSize(1);

        use(page, path, "ada", CHOSEN).then().statusCode(409).body(containsString("account of this name already"));
        use(page, path, "cia", "password1234").then().statusCode(409).body(containsString("tried first"));
        use(page, path, "c i a", CHOSEN).then().statusCode(409);
        use(page, path, "cia", CHOSEN).then().statusCode(303).header("Location", "/sign-in?made=true");
        use(page, path, "cia2", CHOSEN).then().statusCode(404);
        given().get(path).then().statusCode(404).body(containsString("was used already"));

        assertThat(basic("cia", CHOSEN, "/api/v1/reviews").statusCode()).isEqualTo(200);
        assertThat(basic("cia", CHOSEN, "/api/v1/accounts").statusCode()).isEqualTo(403);
        assertThat(accounts.personOf("cia")).contains("cia");
        assertThat(said())
                .contains(
                        new Entry.AccountInvited(id(), "council", Optional.of("cia")),
                        new Entry.AccountCreated("cia", "council", Optional.of("cia")),
                        new Entry.InvitationUsed(id(), "cia"));
        assertThat(log.all().toString()).doesNotContain(path.substring("/invitation/".length()), CHOSEN);
    }

    @Test
    void aLinkEndsByTimeAndByAnAdmin() {
        String late = path(invitations.invite("member", Optional.empty(), "http://localhost"));
        String revoked = path(invitations.invite("member", Optional.empty(), "http://localhost"));
        as("ada", ada)
                .body("{}")
                .post("/api/v1/accounts/invitations/" + id() + "/revocation")
                .then()
                .statusCode(200)
                .body("invitations[0].state", equalTo("revoked"));
        as("ada", ada)
                .body("{}")
                .post("/api/v1/accounts/invitations/" + id() + "/revocation")
                .then()
                .statusCode(400);
        given().get(revoked).then().statusCode(404);
        clock.set(now.plus(Duration.ofHours(72)).minusSeconds(1));
        given().get(late).then().statusCode(200);
        clock.set(now.plus(Duration.ofHours(72)));
        given().get(late).then().statusCode(404);
    }

    @Test
    void aLinkForANewPasswordEndsSessionsOnceItIsUsedAndTheEarlierLink() {
        String session = session("bob", bob);
        String first = path(invitations.resetLink("bob", "http://localhost"));
        String link = as("ada", ada)
                .body("{}")
                .post("/api/v1/accounts/bob/reset-link")
                .then()
                .statusCode(200)
                .extract()
                .path("link");
        String second = link.replaceFirst("^https?://[^/]+", "");
        given().get(first).then().statusCode(404);
        assertThat(opens(session)).isTrue();
        Response page = given().get(second);
        page.then().body(containsString("Choose a new password"), containsString("bob"));
        use(page, second, "ada", CHOSEN).then().statusCode(303);
        assertThat(opens(session)).isFalse();
        assertThat(basic("bob", CHOSEN, "/api/v1/account").statusCode()).isEqualTo(200);
        assertThat(basic("ada", ada, "/api/v1/account").statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenOpensWhatItsScopeAndTheRoleOfItsAccountAllow() {
        String read = tokens.create("ada", "report", TokenScope.READ, 90).token();
        String act = tokens.create("ada", "script", TokenScope.READ_AND_ACT, 90).token();
        String calendar =
                tokens.create("ada", "calendar", TokenScope.CALENDAR, 90).token();
        String feed = tokens.create("ada", "feed", TokenScope.FEED, 90).token();
        assertThat(read).matches("tl_[A-Za-z0-9_-]{43}");
        for (Routes.Route route : Routes.written()) {
            for (TokenScope scope : TokenScope.values()) {
                String token = switch (scope) {
                    case READ -> read;
                    case READ_AND_ACT -> act;
                    case CALENDAR -> calendar;
                    case FEED -> feed;
                };
                int status = AccessTest.status(bearer(token), route);
                boolean allowed = route.isOpen()
                        || route.roles().contains("admin") && scope.covers(route.method(), route.address());
                if (allowed) {
                    assertThat(status)
                            .as(scope + " " + route)
                            .isNotIn(302, 401, 403)
                            .isLessThan(500);
                } else {
                    assertThat(status).as(scope + " " + route).isEqualTo(403);
                }
            }
        }
        bearer(calendar).get("/api/v1/members").then().statusCode(403).body("detail", containsString("scope"));
        String member =
                tokens.create("bob", "script", TokenScope.READ_AND_ACT, 90).token();
        bearer(member).get("/api/v1/accounts").then().statusCode(403);
        bearer(member).get("/api/v1/members/ada/credits").then().statusCode(403);
        bearer(member).get("/api/v1/members/bob/credits").then().statusCode(200);
        bearer(member).get("/api/v1/account").then().statusCode(200).body("tokens[0].lastUsed", equalTo("2026-11-28"));
    }

    /** RFC 4287 §4.1: what a feed and an entry must have, each once. */
    @Test
    void theAuditLogIsAFeedForAdminsByATokenInItsAddress() throws Exception {
        String feed =
                tokens.create("ada", "feed & <reader>", TokenScope.FEED, 90).token();
        Response response = given().get("/audit.atom?token=" + feed);
        response.then().statusCode(200).contentType("application/atom+xml;charset=UTF-8");
        Document document = DocumentBuilderFactory.newNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(response.asByteArray()));
        Element root = document.getDocumentElement();
        assertThat(root.getNamespaceURI() + " " + root.getLocalName()).isEqualTo("http://www.w3.org/2005/Atom feed");
        assertThat(names(root)).startsWith("id", "title", "updated", "link", "link", "entry");
        NodeList entries = root.getElementsByTagNameNS("*", "entry");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            assertThat(names(entry)).containsExactly("id", "title", "updated", "author", "link", "content");
            ids.add(entry.getElementsByTagNameNS("*", "id").item(0).getTextContent());
            Instant.parse(entry.getElementsByTagNameNS("*", "updated").item(0).getTextContent());
        }
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates().allMatch(id -> id.matches("urn:uuid:[0-9a-f-]{36}"));
        assertThat(given().get("/audit.atom?token=" + feed).asString()).isEqualTo(response.asString());
        assertThat(response.asString()).doesNotContain(feed);
        given().get("/review.ics?token=" + feed).then().statusCode(403);
        bearer(feed).get("/api/v1/audit-log").then().statusCode(403);
        given().get("/audit.atom").then().statusCode(401).header("WWW-Authenticate", containsString("Basic"));
        String member = tokens.create("bob", "feed", TokenScope.FEED, 90).token();
        given().get("/audit.atom?token=" + member).then().statusCode(403);
        String calendar =
                tokens.create("ada", "calendar", TokenScope.CALENDAR, 90).token();
        given().get("/audit.atom?token=" + calendar).then().statusCode(403);
        tokens.revoke(tokens.of("ada").tokens().get(1).id(), Optional.of("ada"));
        given().get("/audit.atom?token=" + feed).then().statusCode(401);
    }

    private static List<String> names(Element parent) {
        List<String> names = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            names.add(child.getLocalName());
        }
        return names;
    }

    @Test
    void onlyTheCalendarTakesATokenInItsAddress() {
        String calendar =
                tokens.create("bob", "calendar", TokenScope.CALENDAR, 90).token();
        String read = tokens.create("bob", "script", TokenScope.READ, 90).token();
        given().get("/review.ics?token=" + calendar).then().statusCode(200).body(containsString("BEGIN:VCALENDAR"));
        given().get("/review.ics?token=" + read).then().statusCode(200);
        given().get("/review.ics?token=" + calendar + "x")
                .then()
                .statusCode(401)
                .body(not(containsString(calendar)));
        for (String path : List.of("/api/v1/members", "/api/v1/account", "/review.ics/x", "/API/v1/members")) {
            given().redirects()
                    .follow(false)
                    .get(path + "?token=" + read)
                    .then()
                    .statusCode(org.hamcrest.Matchers.oneOf(302, 401, 404));
        }
        given().redirects().follow(false).get("/accounts?token=" + read).then().statusCode(302);
        tokens.revoke(tokens.of("bob").tokens().get(1).id(), Optional.of("bob"));
        given().get("/review.ics?token=" + calendar).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tl_", "tl_x", "x", "", "tl_00000000000000000000000000000000000000000000"})
    void whatIsNoTokenIsRefused(String token) {
        bearer(token).get("/api/v1/members").then().statusCode(401);
    }

    @Test
    void aTokenEndsByTimeByItsOwnerAndWithItsAccount() {
        Map<?, ?> made = as("bob", bob)
                .body(Map.of("label", "script", "scope", "read", "days", 7))
                .post("/api/v1/account/tokens")
                .then()
                .statusCode(200)
                .body("lastDay", equalTo("2026-12-05"))
                .extract()
                .path("$");
        String token = String.valueOf(made.get("token"));
        as("bob", bob)
                .get("/api/v1/account")
                .then()
                .body(not(containsString(token)))
                .body("tokens[0].lastUsed", nullValue());
        clock.set(Instant.parse("2026-12-05T23:59:59Z"));
        bearer(token).get("/api/v1/members").then().statusCode(200);
        clock.set(Instant.parse("2026-12-06T00:00:00Z"));
        bearer(token).get("/api/v1/members").then().statusCode(401);
        clock.set(now);
        as("ada", ada)
                .body("{}")
                .post("/api/v1/account/tokens/" + made.get("id") + "/revocation")
                .then()
                .statusCode(400);
        as("bob", bob)
                .body("{}")
                .post("/api/v1/account/tokens/" + made.get("id") + "/revocation")
                .then()
                .statusCode(200)
                .body("tokens[0].state", equalTo("revoked"));
        bearer(token).get("/api/v1/members").then().statusCode(401);
        String other = tokens.create("bob", "other", TokenScope.READ, 365).token();
        as("ada", ada).body("{}").post("/api/v1/accounts/bob/removal").then().statusCode(200);
        bearer(other).get("/api/v1/members").then().statusCode(401);
        as("ada", ada).body("{}").post("/api/v1/accounts/ada/removal").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"label": "x", "scope": "admin"}            | choose what the token may be used for
            {"label": "", "scope": "read"}              | give the token a name
            {"label": "x", "scope": "read", "days": 0}  | 1 to 365 days
            {"label": "x", "scope": "read", "days": 366} | 1 to 365 days
            {"label": "x"}                              | missing
            {"label": "a\\u202eb", "scope": "read"}     | hidden
            """)
    void aTokenThatCannotBeMadeIsSaidInALine(String body, String why) {
        as("bob", bob)
                .body(body)
                .post("/api/v1/account/tokens")
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        org.hamcrest.Matchers.either(containsString(why)).or(containsString("U+")));
        assertThat(tokens.of("bob").tokens()).isEmpty();
    }

    private long id() {
        return invitations.all().invitations().getFirst().id();
    }

    private static String path(AccountViews.InvitationLink link) {
        return link.link().replaceFirst("^https?://[^/]+", "");
    }

    private static Response use(Response page, String path, String name, String password) {
        return given().cookies(page.cookies())
                .redirects()
                .follow(false)
                .formParam("csrf", SessionsTest.csrf(page))
                .formParam("invitation-token", path.substring("/invitation/".length()))
                .formParam("username", name)
                .formParam("new-password", password)
                .formParam("new-password-again", password)
                .post("/invitation");
    }

    private List<Entry> said() {
        return log.all().stream().map(entry -> entry.entry()).toList();
    }

    private static Response change(RequestSpecification who, String present, String chosen) {
        return who.contentType("application/json")
                .body(Map.of("present", present, "chosen", chosen))
                .post("/api/v1/account/password");
    }

    private static RequestSpecification as(String name, String password) {
        return given().auth().preemptive().basic(name, password).contentType("application/json");
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response basic(String name, String password, String path) {
        return given().auth().preemptive().basic(name, password).get(path);
    }

    private static String session(String name, String password) {
        return given().redirects()
                .follow(false)
                .formParam("j_username", name)
                .formParam("j_password", password)
                .post("/j_security_check")
                .cookie("ledger-session");
    }

    private static boolean opens(String session) {
        return given().cookie("ledger-session", session)
                        .redirects()
                        .follow(false)
                        .get("/account")
                        .statusCode()
                == 200;
    }
}
