package org.triageledger.web;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The routes of pages and API with the roles that may use them: as they should be, and as the code has them. */
final class Routes {
    /** Everybody who is not signed in is refused, except where it says "everybody". */
    private static final String TABLE = """
            GET  /                                      admin auditor council former member
            GET  /account                               admin auditor council former member
            POST /account/password                      admin auditor council former member
            POST /account/sessions/{id}/end             admin auditor council former member
            POST /account/tokens                        admin auditor council former member
            POST /account/tokens/{id}/revocation        admin auditor council former member
            GET  /accounts                              admin auditor
            GET  /accounts/list.csv                     admin auditor
            GET  /accounts/invitations                  admin auditor
            GET  /accounts/invitations/list.csv         admin auditor
            GET  /accounts/tokens                       admin auditor
            GET  /accounts/tokens/list.csv              admin auditor
            POST /accounts/tokens/{id}/revocation       admin
            POST /accounts/invitations                  admin
            POST /accounts/invitations/{id}/revocation  admin
            POST /accounts/{name}/removal               admin
            POST /accounts/{name}/reset-link            admin
            POST /accounts/{name}/unlocking             admin
            GET  /active                                admin auditor council member
            GET  /active.csv                            admin auditor council member
            GET  /advisories                            admin auditor member
            POST /advisories/lint                       admin auditor member
            GET  /approvals                             admin auditor council
            POST /approvals/{id}                        admin council
            GET  /audit-log                             admin auditor
            GET  /audit-log.csv                         admin auditor
            GET  /audit-log.jsonl                       admin auditor
            GET  /audit.atom                            admin auditor
            GET  /cases                                 admin auditor member
            GET  /advisories/list.csv                   admin auditor member
            GET  /cases/list.csv                        admin auditor member
            GET  /claims/list.csv                       admin auditor council
            GET  /drafts/list.csv                       admin member
            GET  /nominations/list.csv                  admin auditor council member
            GET  /cases/numbers                         admin auditor council
            GET  /cases/numbers.csv                     admin auditor council
            GET  /cases/{id}                            admin auditor member
            POST /cases/{id}/accepted                   admin
            POST /cases/{id}/status                     admin
            POST /cases/{id}/steps                      admin
            GET  /claims                                admin auditor council
            POST /claims/{id}                           admin council
            GET  /claims/{id}                           admin auditor council
            GET  /compare.csv                           admin auditor council member
            GET  /compare                               admin auditor council member
            GET  /decisions/{id}                        admin auditor
            POST /decisions/{id}/undo                   admin
            GET  /documentation                         everybody
            GET  /documentation/{name}                  everybody
            GET  /drafts                                admin member
            POST /drafts                                admin member
            GET  /drafts/{id}                           admin member
            POST /drafts/{id}                           admin member
            POST /drafts/{id}/accepted                  admin member
            GET  /drafts/{id}/announcement.eml          admin member
            GET  /drafts/{id}/announcement.txt          admin member
            POST /drafts/{id}/deletion                  admin member
            GET  /erasures                              admin
            POST /erasures                              admin
            POST /erasures/confirmation                 admin
            GET  /findings                              admin auditor council
            POST /findings                              admin
            GET  /findings.csv                          admin auditor council
            GET  /forecast.csv                          admin auditor council member
            GET  /forecast                              admin auditor council member
            GET  /insight                               admin auditor council
            GET  /insight.csv                           admin auditor council
            POST /invitation                            everybody
            GET  /invitation/{token}                    everybody
            GET  /me                                    admin auditor council former member
            POST /me/claim                              admin auditor council member
            POST /me/dispute                            admin auditor council member
            POST /me/leave                              admin auditor council member
            POST /me/leave/{number}                     admin auditor council member
            POST /me/leave/{number}/removal             admin auditor council member
            GET  /me/resign                             admin auditor council former member
            POST /me/resign                             admin auditor council former member
            GET  /members                               everybody
            GET  /members/{id}                          admin auditor council former member
            GET  /members/{id}/leaves                   admin
            POST /members/{id}/leaves                   admin
            GET  /members/{id}/leaves/{number}          admin
            POST /members/{id}/leaves/{number}          admin
            GET  /members/{id}/leaves/{number}/removal  admin
            POST /members/{id}/leaves/{number}/removal  admin
            GET  /nominations                           admin auditor council member
            POST /nominations                           admin council member
            POST /nominations/{id}/admit                admin council member
            POST /nominations/{id}/rule                 admin council member
            POST /nominations/{id}/vote                 admin council member
            GET  /policies                              admin auditor council former member
            GET  /published                             everybody
            GET  /published/list.csv                    everybody
            GET  /published/{id}                        everybody
            GET  /queue                                 admin auditor
            GET  /queue.csv                             admin auditor
            GET  /queue/selected                        admin
            POST /queue/selected                        admin
            GET  /queue/{item}                          admin auditor
            POST /queue/{item}                          admin
            POST /queue/{item}/subject                  admin auditor
            GET  /reminders                             admin auditor
            POST /reminders                             admin
            GET  /review                                admin auditor council member
            POST /review                                admin council
            GET  /review.ics                            admin auditor council member
            GET  /review/list.csv                       admin auditor council member
            GET  /review/{id}                           admin auditor council member
            GET  /review/{id}/close                     admin council
            GET  /review/{id}/open                      admin council
            GET  /review/{id}/report.csv                admin auditor council
            GET  /review/{id}/report.html               admin auditor council
            GET  /review/{id}/report.md                 admin auditor council
            GET  /review/{id}/report.zip                admin auditor council
            GET  /review/{id}/verify                    admin auditor council
            POST /review/{id}/cancel                    admin council
            POST /review/{id}/close                     admin council
            POST /review/{id}/decide                    admin council
            POST /review/{id}/move                      admin council
            POST /review/{id}/open                      admin council
            POST /review/{id}/tick                      admin council
            GET  /settings.csv                          admin auditor
            GET  /settings                              admin auditor
            GET  /sign-in                               everybody
            POST /sign-in                               everybody
            GET  /sign-in/oidc                          everybody
            POST /sign-out                              admin auditor council former member
            GET  /sources                               admin auditor
            GET  /sources/list.csv                      admin auditor
            GET  /sources/quarantine                    admin auditor
            GET  /sources/quarantine/list.csv           admin auditor
            GET  /api/v1/account                        admin auditor council former member
            POST /api/v1/account/password               admin auditor council former member
            POST /api/v1/account/sessions/end           admin auditor council former member
            POST /api/v1/account/sessions/{id}/end      admin auditor council former member
            POST /api/v1/account/tokens                 admin auditor council former member
            POST /api/v1/account/tokens/{id}/revocation admin auditor council former member
            GET  /api/v1/accounts                       admin auditor
            GET  /api/v1/accounts/invitations           admin auditor
            POST /api/v1/accounts/invitations           admin
            POST /api/v1/accounts/invitations/{id}/revocation admin
            GET  /api/v1/accounts/tokens                admin auditor
            POST /api/v1/accounts/tokens/{id}/revocation admin
            POST /api/v1/accounts/{name}/removal        admin
            POST /api/v1/accounts/{name}/reset-link     admin
            POST /api/v1/accounts/{name}/unlocking      admin
            POST /sources/quarantine/{id}/dismiss       admin
            POST /sources/quarantine/{id}/replay        admin
            POST /sources/{name}/look                   admin
            GET  /api/v1/advisories                     admin auditor member
            POST /api/v1/advisories/lint                admin auditor member
            GET  /api/v1/advisories/{id}                admin auditor member
            POST /api/v1/advisories/{id}/accepted       admin
            GET  /api/v1/announcements                  admin auditor
            GET  /api/v1/approvals                      admin auditor council
            GET  /api/v1/audit-log                      admin auditor
            GET  /api/v1/audit-log/verification         admin auditor
            GET  /api/v1/audit-log/{id}                 admin auditor
            POST /api/v1/audit-log/{id}/approval        admin council
            POST /api/v1/audit-log/{id}/refusal         admin council
            POST /api/v1/audit-log/{id}/undo            admin
            GET  /api/v1/cases                          admin auditor member
            GET  /api/v1/cases/insight                  admin auditor council
            GET  /api/v1/cases/numbers                  admin auditor council
            GET  /api/v1/cases/{id}                     admin auditor member
            POST /api/v1/cases/{id}/accepted            admin
            POST /api/v1/cases/{id}/steps               admin
            GET  /api/v1/claims                         admin auditor council former member
            POST /api/v1/claims                         admin auditor council member
            GET  /api/v1/claims/{id}                    admin auditor council former member
            POST /api/v1/claims/{id}/judgement          admin council
            GET  /api/v1/cve/names                      admin auditor
            POST /api/v1/cve/names                      admin
            GET  /api/v1/cve/records                    admin auditor
            POST /api/v1/cve/records                    admin
            GET  /api/v1/cve/records/{id}               admin auditor
            GET  /api/v1/differences                    admin auditor council member
            POST /api/v1/disputes                       admin auditor council member
            GET  /api/v1/drafts                         admin member
            POST /api/v1/drafts                         admin member
            GET  /api/v1/drafts/{id}                    admin member
            PUT  /api/v1/drafts/{id}                    admin member
            POST /api/v1/drafts/{id}/accepted           admin member
            GET  /api/v1/drafts/{id}/announcement.eml   admin member
            POST /api/v1/drafts/{id}/deletion           admin member
            GET  /api/v1/findings                       admin auditor council
            POST /api/v1/erasures                       admin
            POST /api/v1/findings/{key}/settlement      admin
            GET  /api/v1/forecast                       admin auditor council member
            GET  /api/v1/ghsa                           admin auditor
            POST /api/v1/ghsa                           admin
            GET  /api/v1/ghsa/{id}                      admin auditor
            POST /api/v1/ghsa/poll                      admin
            GET  /api/v1/leaves                         admin auditor council former member
            POST /api/v1/leaves                         admin auditor council member
            PUT  /api/v1/leaves/{number}                admin auditor council member
            POST /api/v1/leaves/{number}/removal        admin auditor council member
            GET  /api/v1/members                        admin auditor council member
            GET  /api/v1/members/{id}/credits           admin auditor former member
            GET  /api/v1/members/{id}/why               admin auditor former member
            GET  /api/v1/messages                       admin auditor
            GET  /api/v1/nominations                    admin auditor council member
            POST /api/v1/nominations                    admin council member
            POST /api/v1/nominations/{id}/admission     admin council
            POST /api/v1/nominations/{id}/rulings       admin council member
            POST /api/v1/nominations/{id}/votes         admin council member
            GET  /api/v1/policies                       admin auditor council former member
            GET  /api/v1/quarantine                     admin auditor
            POST /api/v1/quarantine/{id}/dismissal      admin
            POST /api/v1/quarantine/{id}/replay         admin
            POST /api/v1/queue/answers                  admin
            GET  /api/v1/queue/items                    admin auditor
            GET  /api/v1/queue/items/{item}             admin auditor
            POST /api/v1/queue/items/{item}/subject     admin auditor
            POST /api/v1/queue/confirmations            admin
            POST /api/v1/queue/rejections               admin
            POST /api/v1/queue/repository-confirmations admin
            GET  /api/v1/reminders                      admin auditor
            POST /api/v1/reminders/reachable            admin
            GET  /api/v1/resignation                    admin auditor council former member
            POST /api/v1/resignation                    admin auditor council former member
            GET  /api/v1/reviews                        admin auditor council member
            POST /api/v1/reviews                        admin council
            GET  /api/v1/reviews/{id}                   admin auditor council member
            POST /api/v1/reviews/{id}/cancellation      admin council
            GET  /api/v1/reviews/{id}/closing           admin council
            GET  /api/v1/reviews/{id}/opening           admin council
            GET  /api/v1/reviews/{id}/report.csv        admin auditor council
            GET  /api/v1/reviews/{id}/report.html       admin auditor council
            GET  /api/v1/reviews/{id}/report.zip        admin auditor council
            POST /api/v1/reviews/{id}/closing           admin council
            POST /api/v1/reviews/{id}/decisions         admin council
            POST /api/v1/reviews/{id}/moving            admin council
            POST /api/v1/reviews/{id}/opening           admin council
            GET  /api/v1/reviews/{id}/report            admin auditor council
            POST /api/v1/reviews/{id}/ticks             admin council
            GET  /api/v1/reviews/{id}/verification      admin auditor council
            GET  /api/v1/settings                       admin auditor
            GET  /api/v1/sources                        admin auditor
            POST /api/v1/sources/{name}/look            admin
            GET  /api/v1/threads                        admin auditor
            POST /api/v1/threads/{id}/status            admin
            GET  /api/v1/to-do                          admin auditor council former member
            """;

    /** @param roles in alphabetical order, or "everybody", or "nobody" for what denies all */
    record Route(String method, String path, List<String> roles) {
        /** An address of this route, with made-up ids. */
        String address() {
            return path.replaceAll("\\{[a-z]+}", "1");
        }

        boolean isOpen() {
            return roles.equals(List.of("everybody"));
        }

        @Override
        public String toString() {
            return method + " " + path + " " + String.join(" ", roles);
        }
    }

    private Routes() {}

    static List<Route> written() {
        return TABLE.lines()
                .map(line -> line.strip().split(" +"))
                .map(cells -> new Route(cells[0], cells[1], Arrays.asList(cells).subList(2, cells.length)))
                .toList();
    }

    static List<Route> ofTheCode() throws IOException {
        return methods().entrySet().stream()
                .map(entry -> {
                    String[] cells = entry.getKey().split(" ");
                    Method method = entry.getValue();
                    return new Route(cells[0], cells[1], roles(method, method.getDeclaringClass()));
                })
                .toList();
    }

    /** The methods of the code by HTTP method and path, as in {@code GET /members/{id}}. */
    static Map<String, Method> methods() throws IOException {
        java.nio.file.Path classes = java.nio.file.Path.of("target", "classes");
        Map<String, Method> methods = new TreeMap<>();
        try (Stream<java.nio.file.Path> files = Files.walk(classes.resolve("org/triageledger"))) {
            files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace(java.io.File.separatorChar, '.'))
                    .forEach(name -> ofClass(name, methods));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return methods;
    }

    private static void ofClass(String name, Map<String, Method> methods) {
        try {
            Class<?> type = Class.forName(name, false, Routes.class.getClassLoader());
            if (type.getAnnotation(Path.class) == null) {
                return;
            }
            for (Method method : type.getDeclaredMethods()) {
                Arrays.stream(method.getAnnotations())
                        .map(Annotation::annotationType)
                        .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
                        .forEach(annotation -> methods.put(
                                annotation.getAnnotation(HttpMethod.class).value() + " "
                                        + ("/" + path(type) + "/" + path(method))
                                                .replaceAll("/+", "/")
                                                .replaceAll("(.)/$", "$1"),
                                method));
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static List<String> roles(Method method, Class<?> type) {
        for (AnnotatedElement element : List.of(method, type)) {
            RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
            if (allowed != null) {
                return List.copyOf(new TreeSet<>(List.of(allowed.value())));
            }
            if (element.isAnnotationPresent(PermitAll.class)) {
                return List.of("everybody");
            }
        }
        return List.of("nobody");
    }
}
