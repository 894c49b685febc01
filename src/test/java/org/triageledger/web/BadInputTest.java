package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/**
 * Whatever somebody sends to a form, an act or a question of the API, to every one of them and in each of its fields: it is taken or
 * refused, never answered by an error of the service; nothing that was sent becomes markup; and what is refused changes nothing. Routes
 * and fields come from the code, so a new one is tried as soon as it is there.
 */
@QuarkusTest
class BadInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARKUP = "<img src=x onerror=alert(7)>";

    /** As text, in forms and addresses. */
    private static final Map<String, String> TEXTS = texts();

    /** As JSON, beside the texts. */
    private static final Map<String, String> VALUES = Map.of(
            "a negative number", "-1",
            "a huge number", "99999999999999999999999999",
            "nothing", "null",
            "a list", "[\"" + MARKUP + "\", null]",
            "an object", "{\"x\": 1}");

    /** What a field gets while another one is tried; by name, as people would fill it in. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("day", "2026-11-20"),
            Map.entry("from", "2026-11-20"),
            Map.entry("to", "2026-11-25"),
            Map.entry("at", "2026-11-20T10:00:00Z"),
            Map.entry("member", "tom"),
            Map.entry("person", "tom"),
            Map.entry("author", "tom"),
            Map.entry("kind", "coordination"),
            Map.entry("role", "member"),
            Map.entry("scope", "read"),
            Map.entry("days", "30"),
            Map.entry("decision", "keep"),
            Map.entry("vote", "for"),
            Map.entry("ruling", "accept"),
            Map.entry("answer", "reject"),
            Map.entry("judgement", "accept"),
            Map.entry("step", "decided"),
            Map.entry("status", "spam"),
            Map.entry("one", "seed-2024"),
            Map.entry("other", "pep811-2025"));

    /** They end what the others need, or hand their input to a reader of its own, with limits that its own tests try. */
    private static final Set<String> SENT_ONCE = Set.of("POST /sign-out", "POST /api/v1/account/sessions/end");

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @Inject
    DecisionStore log;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> ids = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private String password = "";
    private String csrf = "";
    private int sent;

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("10,000 characters", "-1" + "x".repeat(10_000));
        texts.put("markup", "\"'>" + MARKUP);
        texts.put("line breaks", "one\r\nSet-Cookie: two=2\r\n\r\n" + MARKUP);
        texts.put(
                "control characters, and those that turn text around", "a\u0000b\u0007c\u001b[31m\u0085\u202ed\u2066e");
        texts.put("a huge number", "99999999999999999999999999");
        texts.put("nothing", "");
        return texts;
    }

    @BeforeEach
    void start() throws Exception {
        FictionalTeam.load(roster, importer, folder);
        importer.run(
                new Importer.Order(
                        "claims",
                        "mailbox",
                        List.of(),
                        List.of("mx.example.org"),
                        null,
                        List.of(Files.writeString(folder.resolve("claims.mbox"), """
                                From x Tue Oct  6 10:00:00 2026
                                From: Ada Beispiel <ada@example.org>
                                Message-ID: <claimed@example.org>
                                In-Reply-To: <fic-19@example.org>
                                Subject: Re: something odd

                                I look at it.
                                """)
                                .toString())),
                read -> {});
        password = NewAccount.make(accounts, "root", "admin", Optional.of("lena"));
        NewAccount.make(accounts, "spare", "member", Optional.empty());
        signIn();
        ids.put("/members/", "tom");
        ids.put("/accounts/", "spare");
        ids.put("/policies/", "seed-2024");
        ids.put("/documentation/", "api");
        made(
                "/api/v1/leaves",
                "{\"member\": \"tom\", \"from\": \"2027-01-01\", \"to\": \"2027-01-05\"}",
                "decision",
                "/leaves/");
        made("/api/v1/nominations", "{\"name\": \"Dee\", \"reason\": \"x\"}", "nomination", "/nominations/");
        made(
                "/api/v1/claims",
                "{\"kind\": \"coordination\", \"day\": \"2026-11-20\", \"text\": \"x\"}",
                "claim",
                "/claims/");
        made("/api/v1/reviews", "{\"day\": \"2026-12-20\"}", "review", "/review/");
        ids.put("/reviews/", ids.getOrDefault("/review/", "1"));
        found("/api/v1/cases", "\"id\":\"([^\"]+)\"", "/cases/");
        found("/api/v1/threads", "\"report\":\"([^\"]+)\"", "/threads/");
        found("/api/v1/queue/items", "\"item\":\"([0-9a-f]{16})\"", "/queue/");
        ids.put("/queue/items/", ids.getOrDefault("/queue/", "1"));
        found("/api/v1/audit-log", "\"id\":([0-9]+)", "/decisions/");
        ids.put("/audit-log/", ids.getOrDefault("/decisions/", "1"));
        ids.put("/approvals/", ids.getOrDefault("/decisions/", "1"));
    }

    @Test
    void whateverIsSentIsTakenOrRefusedAndRefusedChangesNothing() throws Exception {
        Map<String, Method> methods = Routes.methods();
        Set<String> tried = new TreeSet<>();
        for (Routes.Route route : Routes.written()) {
            String name = route.method() + " " + route.path();
            assertThat(methods).containsKey(name);
            Method method = Objects.requireNonNull(methods.get(name));
            tried.add(name);
            try {
                tryRoute(route, method);
            } catch (IOException e) {
                wrong.add(name + ": no answer, " + e);
            }
        }
        assertThat(tried).isEqualTo(methods.keySet());
        whatIsTooLongIsSaidInALine();
        assertThat(sent).isGreaterThan(1_000);
        assertThat(wrong).isEmpty();
    }

    private void whatIsTooLongIsSaidInALine() throws Exception {
        String much = "x".repeat(10_000);
        for (String path : List.of("/me", "/api/v1/members", "/nowhere", "/ledger.css", "/q/health")) {
            Answer address = ask("GET", path + "?page=" + much, "", "");
            cookies.put("much", much + much + much);
            Answer fields = ask("GET", path, "", "");
            cookies.remove("much");
            for (Answer answer : List.of(address, fields)) {
                assertThat(answer.status).as(path).isEqualTo(answer == address ? 414 : 431);
                assertThat(answer.body)
                        .as(path)
                        .contains(answer == address ? "is too long: ask for less" : "are too large: remove the cookies")
                        .doesNotContain("xxx");
                assertThat(answer.header("Content-Type"))
                        .isEqualTo(path.startsWith("/api/") ? "application/problem+json" : "text/html;charset=UTF-8");
                assertThat(answer.header("Content-Security-Policy")).as(path).isNotEmpty();
            }
        }
    }

    private void tryRoute(Routes.Route route, Method method) throws Exception {
        boolean api = route.path().startsWith("/api/");
        String path = filledIn(route.path());
        Set<String> forms = named(method, FormParam.class);
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(PathParam.class)) {
                for (Map.Entry<String, String> text : addresses()) {
                    String value = text.getValue().isEmpty() ? "%20" : encoded(text.getValue());
                    String variable =
                            "{" + parameter.getAnnotation(PathParam.class).value() + "}";
                    send(
                            route,
                            variable + " " + text.getKey(),
                            filledIn(route.path().replace(variable, value)),
                            api ? "{}" : form(usual(forms)));
                }
            }
        }
        if (SENT_ONCE.contains(route.method() + " " + route.path())) {
            send(route, "once", path, api ? "{}" : form(Map.of()));
            signIn();
            return;
        }
        for (String field : named(method, QueryParam.class)) {
            for (Map.Entry<String, String> text : addresses()) {
                send(
                        route,
                        "?" + field + " " + text.getKey(),
                        path + "?" + field + "=" + encoded(text.getValue()),
                        api ? "{}" : form(usual(forms)));
            }
        }
        for (String field : forms) {
            for (Map.Entry<String, String> text : TEXTS.entrySet()) {
                Map<String, String> fields = usual(forms);
                fields.put(field, text.getValue());
                send(route, field + " " + text.getKey(), path, form(fields));
            }
            Map<String, String> fields = usual(forms);
            fields.remove(field);
            send(route, field + " missing", path, form(fields));
        }
        Class<?> body = body(method);
        if (api && !route.method().equals("GET") && body != null) {
            for (String whole : List.of("", "null", "[]", "\"x\"", "{", "{}", "[".repeat(5_000))) {
                send(route, "body " + whole.substring(0, Math.min(4, whole.length())), path, whole);
            }
            for (RecordComponent component : body.isRecord() ? body.getRecordComponents() : new RecordComponent[0]) {
                for (Map.Entry<String, String> text : TEXTS.entrySet()) {
                    send(
                            route,
                            component.getName() + " " + text.getKey(),
                            path,
                            json(body, component, JSON.writeValueAsString(text.getValue())));
                }
                for (Map.Entry<String, String> value : VALUES.entrySet()) {
                    send(
                            route,
                            component.getName() + " is " + value.getKey(),
                            path,
                            json(body, component, value.getValue()));
                }
                send(route, component.getName() + " missing", path, json(body, component, null));
            }
        }
    }

    private void send(Routes.Route route, String what, String path, String body) throws Exception {
        boolean api = route.path().startsWith("/api/");
        long before = log.head().count();
        Answer answer = ask(
                route.method(),
                path,
                route.method().equals("GET") ? "" : api ? "application/json" : "application/x-www-form-urlencoded",
                body);
        sent++;
        String name = route.method() + " " + route.path() + ", " + what + ": " + answer.status;
        if (answer.header("Location").startsWith("/sign-in") || answer.status == 401 && !route.isOpen()) {
            signIn();
        }
        if (answer.status >= 500) {
            wrong.add(name);
        }
        String type = answer.header("Content-Type");
        if (type.contains("html") && answer.body.contains(MARKUP)) {
            wrong.add(name + ", markup is reflected");
        }
        if (answer.body.contains("Exception") || answer.body.contains("\tat ")) {
            wrong.add(name + ", a stack trace");
        }
        if (answer.headers.getOrDefault("set-cookie", List.of()).stream()
                .anyMatch(cookie -> cookie.startsWith("two="))) {
            wrong.add(name + ", a header is split");
        }
        if (answer.status >= 400 && log.head().count() != before) {
            wrong.add(name + ", refused and yet something was done");
        }
    }

    private record Answer(int status, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .getFirst();
        }
    }

    private Answer ask(String method, String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(home.toString().replaceAll("/$", "") + path))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
        if (type.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new Answer(response.statusCode(), headers, response.body());
    }

    private void signIn() throws IOException, InterruptedException {
        cookies.clear();
        keep(ask(
                "POST",
                "/j_security_check",
                "application/x-www-form-urlencoded",
                "j_username=root&j_password=" + encoded(password)));
        keep(ask("GET", "/me", "", ""));
        csrf = cookies.getOrDefault("ledger-csrf", "");
        assertThat(csrf).isNotEmpty();
    }

    private void keep(Answer answer) {
        answer.headers.getOrDefault("set-cookie", List.of()).forEach(set -> {
            String[] cookie = set.split(";")[0].split("=", 2);
            cookies.put(cookie[0], cookie[1]);
        });
    }

    /** Makes something by the API, and keeps its id for addresses that hold it. */
    private void made(String path, String body, String field, String before) throws Exception {
        Answer answer = ask("POST", path, "application/json", body);
        assertThat(answer.status).as(path + answer.body).isIn(200, 400);
        found(path, "\"" + field + "\":\"?([A-Za-z0-9-]+)", before);
    }

    private void found(String path, String pattern, String before) throws Exception {
        Matcher matcher = Pattern.compile(pattern).matcher(ask("GET", path, "", "").body);
        assertThat(matcher.find()).as(path + " " + pattern).isTrue();
        ids.put(before, matcher.group(1));
    }

    /** What is tried in addresses: those texts that are read in ways of their own there, as long as the server reads an address. */
    private static List<Map.Entry<String, String>> addresses() {
        return Stream.concat(
                        Stream.of(Map.entry("2,000 characters", "-1" + "x".repeat(2_000))),
                        TEXTS.entrySet().stream()
                                .filter(text -> !Set.of("10,000 characters", "line breaks", "nothing")
                                        .contains(text.getKey())))
                .toList();
    }

    private String filledIn(String path) {
        String filled = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replaceFirst(Pattern.quote(id.getKey()) + "\\{[a-z]+}", id.getKey() + id.getValue());
        }
        return filled.replaceAll("\\{[a-z]+}", "1");
    }

    private Map<String, String> usual(Set<String> fields) {
        Map<String, String> usual = new LinkedHashMap<>();
        fields.forEach(field -> usual.put(field, USUAL.getOrDefault(field, "plain words")));
        return usual;
    }

    private String form(Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("csrf", csrf);
        return all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String json(Class<?> body, RecordComponent tried, @org.jspecify.annotations.Nullable String value)
            throws JsonProcessingException {
        List<String> fields = new ArrayList<>();
        for (RecordComponent component : body.getRecordComponents()) {
            String usual = USUAL.getOrDefault(component.getName(), "plain words");
            String text = component.equals(tried)
                    ? value
                    : component.getType() == boolean.class
                            ? "false"
                            : component.getType() == List.class
                                    ? "[\"x\"]"
                                    : component.getType().isRecord() ? null : JSON.writeValueAsString(usual);
            if (text != null) {
                fields.add("\"" + component.getName() + "\": " + text);
            }
        }
        return "{" + String.join(", ", fields) + "}";
    }

    private static @org.jspecify.annotations.Nullable Class<?> body(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> Stream.of(PathParam.class, QueryParam.class, BeanParam.class, Context.class)
                                .noneMatch(parameter::isAnnotationPresent)
                        && (parameter.getType().isRecord() || parameter.getType() == String.class))
                .map(Parameter::getType)
                .findFirst()
                .orElse(null);
    }

    private static Set<String> named(Method method, Class<? extends java.lang.annotation.Annotation> kind) {
        Set<String> names = new LinkedHashSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (kind == FormParam.class && parameter.isAnnotationPresent(FormParam.class)) {
                names.add(parameter.getAnnotation(FormParam.class).value());
            }
            if (kind == QueryParam.class && parameter.isAnnotationPresent(QueryParam.class)) {
                names.add(parameter.getAnnotation(QueryParam.class).value());
            }
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    if (kind == QueryParam.class && field.isAnnotationPresent(QueryParam.class)) {
                        names.add(field.getAnnotation(QueryParam.class).value());
                    }
                    if (kind == FormParam.class && field.isAnnotationPresent(FormParam.class)) {
                        names.add(field.getAnnotation(FormParam.class).value());
                    }
                }
            }
        }
        return names;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
