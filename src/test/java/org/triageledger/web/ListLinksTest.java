package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.SourceKind;
import org.triageledger.work.intake.SourceRules;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/**
 * Every list of the pages, by each of its filters and orders and with a search: page, CSV and JSON hold the same lines in the same order.
 */
@QuarkusTest
class ListLinksTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each page with a list: the arrays in its JSON, and the field that names a line as the first column of its CSV does. */
    private static final Map<String, List<String>> LISTS = new TreeMap<>(Map.ofEntries(
            Map.entry("/accounts", List.of("username", "accounts")),
            Map.entry("/accounts/invitations", List.of("id", "invitations")),
            Map.entry("/accounts/tokens", List.of("id", "tokens")),
            Map.entry("/active", List.of("member", "members")),
            Map.entry("/advisories", List.of("cve", "advisories")),
            Map.entry("/audit-log", List.of("id", "entries")),
            Map.entry("/cases", List.of("id", "cases")),
            Map.entry("/claims", List.of("claim", "claims")),
            Map.entry("/compare", List.of("member", "members")),
            Map.entry("/drafts", List.of("draft", "drafts")),
            Map.entry("/findings", List.of("key", "waiting", "settled")),
            Map.entry("/forecast", List.of("member", "members")),
            Map.entry("/nominations", List.of("nomination", "nominations")),
            Map.entry("/queue", List.of("item", "items")),
            Map.entry("/review", List.of("review", "reviews")),
            Map.entry("/settings", List.of("name", "settings")),
            Map.entry("/sources", List.of("name", "sources")),
            Map.entry("/sources/quarantine", List.of("id", "quarantine"))));

    /** Those whose page was asked for by fields of other names before there was a list for all. */
    private static final Set<String> OTHER_FIELDS = Set.of("/active", "/audit-log", "/queue");

    /** For strangers, who have no API. */
    private static final String PUBLIC = "/published";

    @Inject
    Clock clock;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    SourceStore sources;

    @Inject
    Accounts accounts;

    @TempDir
    Path folder;

    private String session = "";

    private void start() throws IOException {
        FictionalTeam.load(roster, importer, folder);
        // with one admin alone there is a finding
        roster.load(Files.writeString(
                folder.resolve("one-admin.yaml"),
                FictionalTeam.ROSTER.replaceFirst(", roles: \\[\\{role: admin}]", "")));
        sources.cover(
                sources.ensure("team", SourceOrigin.MAILBOX),
                new Stretch(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")));
        load("claims", SourceKind.MAIL, "mailbox", """
                From x Tue Oct  6 10:00:00 2026
                From: Ada Beispiel <ada@example.org>
                Message-ID: <claimed@example.org>
                In-Reply-To: <fic-19@example.org>
                Subject: Re: something odd

                I look at it.

                From x Mon Mar  3 10:00:00 2025

                %%

                From x Tue Mar  4 10:00:00 2025

                %%%
                """);
        load("announced", SourceKind.ANNOUNCEMENTS, "archive", """
                From x Mon Jun  1 12:00:00 2026
                Message-ID: <announced@example.org>
                Date: Mon, 1 Jun 2026 12:00:00 +0000
                From: Ada <ada@example.org>
                List-Id: <security-announce.lists.example.net>
                Subject: [CVE-2026-30001] Endless loop

                There is a HIGH severity vulnerability affecting CPython.
                """);
        NewAccount.make(accounts, "spare", "member", Optional.empty());
        session = NewAccount.session(accounts, "root", "admin", Optional.of("lena"));
        act("/api/v1/accounts/invitations", "{\"role\": \"auditor\"}");
        act("/api/v1/accounts/spare/reset-link", "{}");
        act("/api/v1/account/tokens", "{\"label\": \"one\", \"scope\": \"read\", \"days\": 3}");
        act("/api/v1/account/tokens", "{\"label\": \"=two\", \"scope\": \"calendar\", \"days\": 1}");
        act("/api/v1/nominations", "{\"name\": \"Dee\", \"reason\": \"x\"}");
        act("/api/v1/claims", "{\"kind\": \"coordination\", \"day\": \"2026-11-20\", \"text\": \"x\"}");
        act("/api/v1/claims", "{\"kind\": \"triage\", \"day\": \"2026-11-21\", \"text\": \"y\"}");
        act("/api/v1/reviews", "{\"day\": \"" + LocalDate.now(clock).plusYears(5) + "\"}");
        act("/api/v1/reviews", "{\"day\": \"" + LocalDate.now(clock).plusYears(6) + "\"}");
        String report = report("fic-11@example.org");
        act("/api/v1/threads/" + report + "/status", "{\"status\": \"vulnerability\", \"reason\": \"reproduced\"}");
        act(
                "/api/v1/drafts",
                "{\"report\": \"" + report
                        + "\", \"coordinator\": \"lena\", \"cve\": \"CVE-2026-30002\", \"title\": \"A title\","
                        + " \"vector\": \"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N\","
                        + " \"description\": \"It loops.\", \"links\": [\"https://github.com/python/cpython/pull/1\"],"
                        + " \"credits\": []}");
    }

    @Test
    void pageCsvAndJsonOfEachListHoldTheSameLinesInTheSameOrder() throws IOException {
        start();
        List<String> empty = new ArrayList<>();
        for (Map.Entry<String, List<String>> list : LISTS.entrySet()) {
            Document whole = page(list.getKey());
            List<String> all = same(list.getKey(), whole, list.getValue());
            if (all.isEmpty()) {
                empty.add(list.getKey());
                continue;
            }
            for (String asked : questions(whole, all.getFirst())) {
                same(list.getKey() + asked, page(list.getKey() + asked), list.getValue());
            }
        }
        assertThat(empty).as("lists of which this test has no line").isEmpty();
    }

    /** Every list of the code is among those that are tried. */
    @Test
    void noListIsLeftOut() throws IOException {
        Set<String> lists = Routes.methods().entrySet().stream()
                .filter(route -> route.getKey().startsWith("GET ")
                        && !route.getKey().endsWith(".csv")
                        && Arrays.asList(route.getValue().getParameterTypes()).contains(ListAsked.class))
                .map(route -> route.getKey().substring("GET ".length()))
                .collect(Collectors.toSet());
        lists.addAll(OTHER_FIELDS);
        lists.remove(PUBLIC);
        assertThat(lists).isEqualTo(LISTS.keySet());
    }

    /** Every filter, every order, and a search, as the form above the list offers them. */
    private static List<String> questions(Document whole, String name) {
        Element form = whole.expectFirst("main form[method=get]");
        String day = form.select("input[name=as-of]").attr("value");
        String asOf = day.isEmpty() ? "" : "as-of=" + day + "&";
        List<String> questions = new ArrayList<>();
        Element search = form.select("input[type=search]").first();
        if (search != null) {
            questions.add(
                    "?" + asOf + search.attr("name") + "=" + encoded(name.substring(0, Math.min(3, name.length()))));
        }
        for (String field : List.of("filter", "verdict", "kind", "sort")) {
            form.select("select[name=" + field + "] option").stream()
                    .map(option -> option.hasAttr("value") ? option.attr("value") : option.text())
                    .filter(value -> !value.isEmpty())
                    .forEach(value -> questions.add("?" + asOf + field + "=" + encoded(value)));
        }
        assertThat(questions).hasSizeGreaterThan(1);
        return questions;
    }

    /** The names of the lines, the same in all three. */
    private List<String> same(String asked, Document page, List<String> fields) throws IOException {
        Set<String> links = new LinkedHashSet<>();
        page.select("main .links a").forEach(link -> links.add(link.attr("href")));
        Optional<String> csv =
                links.stream().filter(link -> link.contains(".csv")).findFirst();
        Optional<String> json = links.stream()
                .filter(link -> link.startsWith("/api/v1/") || link.contains(".jsonl"))
                .findFirst();
        assertThat(csv.isPresent()).as(asked + ": CSV and JSON go together").isEqualTo(json.isPresent());
        if (csv.isEmpty() || json.isEmpty()) {
            assertThat(page.select("main .empty").text()).as(asked).isNotEmpty();
            return List.of();
        }
        List<String> table = new ArrayList<>();
        try (StringReader text = new StringReader(get(csv.get()).asString())) {
            for (CSVRecord line : CSVFormat.RFC4180.parse(text)) {
                table.add(line.get(0));
            }
        }
        table.removeFirst();
        assertThat(named(json.get(), fields)).as(asked + ", " + json.get()).isEqualTo(table);
        Element count = page.select("main caption").first();
        if (count != null && !asked.startsWith("/sources?") && !asked.equals("/sources")) {
            assertThat(numbers(page)).as(asked + ": the page says how many").contains(String.valueOf(table.size()));
        }
        return table;
    }

    private static List<String> numbers(Document page) {
        return Arrays.asList(
                page.select("main caption, main h2, main .note").text().split("[^0-9]+"));
    }

    private List<String> named(String link, List<String> fields) throws IOException {
        String text = get(link).asString();
        List<String> names = new ArrayList<>();
        if (link.contains(".jsonl")) {
            for (String line : text.lines().toList()) {
                names.add(JSON.readTree(line).get(fields.getFirst()).asText());
            }
            return names;
        }
        JsonNode whole = JSON.readTree(text);
        for (String array : fields.subList(1, fields.size())) {
            assertThat(whole.get(array)).as(link + " " + text).isNotNull();
            whole.get(array).forEach(line -> names.add(name(line.get(fields.getFirst()))));
        }
        return names;
    }

    private static String name(JsonNode field) {
        List<String> parts = new ArrayList<>();
        if (field.isArray()) {
            field.forEach(part -> parts.add(part.asText()));
        } else {
            parts.add(field.asText());
        }
        return String.join(" ", parts);
    }

    private Document page(String address) {
        Response answer = get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.asString());
    }

    private Response get(String address) {
        Response answer = asked().urlEncodingEnabled(false).get(address);
        assertThat(answer.statusCode()).as(address + " " + answer.asString()).isEqualTo(200);
        return answer;
    }

    private String report(String messageId) throws IOException {
        for (JsonNode thread : JSON.readTree(get("/api/v1/threads").asString()).get("threads")) {
            if (thread.get("messageIds").toString().contains(messageId)) {
                return thread.get("report").asText();
            }
        }
        throw new AssertionError("no thread has " + messageId);
    }

    private void act(String address, String json) {
        Response answer = asked().contentType("application/json").body(json).post(address);
        assertThat(answer.statusCode()).as(address + answer.asString()).isEqualTo(200);
    }

    private RequestSpecification asked() {
        return given().cookie("ledger-session", session).accept("*/*");
    }

    private void load(String source, SourceKind kind, String trust, String text) throws IOException {
        importer.run(
                new Importer.Order(
                        source,
                        kind,
                        new SourceRules(trust, List.of(), List.of("mx.example.org")),
                        null,
                        List.of(Files.writeString(folder.resolve(source + ".mbox"), text)
                                .toString())),
                read -> {});
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
