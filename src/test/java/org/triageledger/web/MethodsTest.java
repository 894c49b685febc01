package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each address says which methods it has, to those who may ask, and refuses the others whatever is sent with them. */
@QuarkusTest
class MethodsTest {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND");

    /** Which body is sent along, by its type; nothing where there is none. */
    private static final List<String> BODIES =
            List.of("", "application/json", "text/plain", "application/x-www-form-urlencoded");

    /** A role that may do nothing: what it is refused is refused before anything is changed. */
    @Test
    @TestSecurity(user = "odd", roles = "reader")
    void aMethodThatAnAddressHasNotIsRefusedWithThoseItHas() {
        List<String> wrong = new ArrayList<>();
        for (String path : paths(true)) {
            String allowed = allowed(path);
            for (String method : METHODS) {
                for (String body : BODIES) {
                    Response answer = ask(method, path, body);
                    String asked = method + " " + path + " with '" + body + "': " + answer.statusCode();
                    if (method.equals("OPTIONS")) {
                        expect(
                                wrong,
                                asked,
                                answer.statusCode() == 204
                                        && allowed.equals(answer.header("Allow"))
                                        && answer.asString().isEmpty());
                    } else if (List.of(allowed.split(", ")).contains(method)) {
                        int refused = !writes(method) || body.equals("application/json") ? 403 : 415;
                        expect(wrong, asked, answer.statusCode() == refused);
                    } else {
                        expect(wrong, asked, answer.statusCode() == 405 && allowed.equals(answer.header("Allow")));
                        expect(
                                wrong,
                                asked + ", " + answer.contentType() + " " + answer.asString(),
                                "application/problem+json".equals(answer.contentType())
                                        && (method.equals("HEAD")
                                                || answer.asString()
                                                        .contains("\"title\":\"Method Not Allowed\",\"status\":405")));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aStrangerIsToldToSignInWhateverTheMethod() {
        List<String> wrong = new ArrayList<>();
        for (String path : paths(true)) {
            for (String method : METHODS) {
                Response answer = ask(method, path, "application/json");
                expect(
                        wrong,
                        method + " " + path + ": " + answer.statusCode(),
                        answer.statusCode() == 401 && answer.header("Allow") == null);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aPageRefusesAMethodItHasNotWithThoseItHas() {
        List<String> wrong = new ArrayList<>();
        for (String path : paths(false)) {
            String allowed = allowed(path);
            for (String method : List.of("PUT", "PATCH", "DELETE")) {
                Response answer = ask(method, path, "");
                expect(
                        wrong,
                        method + " " + path + ": " + answer.statusCode(),
                        answer.statusCode() == 405
                                && allowed.equals(answer.header("Allow"))
                                && answer.contentType().startsWith("text/html"));
            }
            Response options = ask("OPTIONS", path, "");
            expect(
                    wrong,
                    "OPTIONS " + path + ": " + options.statusCode(),
                    options.statusCode() == 204 && allowed.equals(options.header("Allow")));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @TestSecurity(user = "root", roles = "admin")
    void whereThereIsNothingEveryMethodSaysSo() {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            for (String body : BODIES) {
                assertThat(ask(method, "/api/v1/nothing", body).statusCode())
                        .as(method + " " + body)
                        .isEqualTo(404);
            }
        }
    }

    private static Response ask(String method, String path, String type) {
        RequestSpecification request = given().redirects().follow(false);
        if (!type.isEmpty()) {
            request = request.contentType(type).body("{}");
        }
        return request.request(method, path.replaceAll("\\{[a-z]+}", "1"));
    }

    private static boolean writes(String method) {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    private static void expect(List<String> wrong, String what, boolean holds) {
        if (!holds) {
            wrong.add(what);
        }
    }

    private static Set<String> paths(boolean api) {
        return Routes.written().stream()
                .map(Routes.Route::path)
                .filter(path -> path.startsWith("/api/") == api)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the table, where an address fits several of its lines those of all of them. */
    private static String allowed(String path) {
        Set<String> methods = Routes.written().stream()
                .filter(route -> path.replaceAll("\\{[a-z]+}", "1")
                        .matches(route.path().replaceAll("\\{[a-z]+}", "[^/]+").replace(".", "\\.")))
                .map(Routes.Route::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }
}
