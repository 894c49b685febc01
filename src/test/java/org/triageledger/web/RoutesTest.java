package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every route there is, and the roles that may use it. A new route has to be added here by hand, so that its roles are thought about. */
class RoutesTest {
    /** What pages show and do, with the route of the API that does the same, or why there is none. */
    private static final String COUNTERPARTS = """
            GET  /                                      GET  /api/v1/to-do
            GET  /active                                GET  /api/v1/members
            GET  /account                               GET  /api/v1/account
            POST /account/password                      POST /api/v1/account/password
            POST /account/sessions/{id}/end             POST /api/v1/account/sessions/{id}/end
            POST /account/tokens                        POST /api/v1/account/tokens
            POST /account/tokens/{id}/revocation        POST /api/v1/account/tokens/{id}/revocation
            GET  /accounts                              GET  /api/v1/accounts
            GET  /accounts/list.csv                     GET  /api/v1/accounts
            GET  /accounts/invitations                  GET  /api/v1/accounts/invitations
            GET  /accounts/invitations/list.csv         GET  /api/v1/accounts/invitations
            GET  /accounts/tokens                       GET  /api/v1/accounts/tokens
            GET  /accounts/tokens/list.csv              GET  /api/v1/accounts/tokens
            POST /accounts/tokens/{id}/revocation       POST /api/v1/accounts/tokens/{id}/revocation
            POST /accounts/invitations                  POST /api/v1/accounts/invitations
            POST /accounts/invitations/{id}/revocation  POST /api/v1/accounts/invitations/{id}/revocation
            POST /accounts/{name}/removal               POST /api/v1/accounts/{name}/removal
            POST /accounts/{name}/reset-link            POST /api/v1/accounts/{name}/reset-link
            POST /accounts/{name}/unlocking             POST /api/v1/accounts/{name}/unlocking
            GET  /active.csv                            GET  /api/v1/members
            GET  /advisories                            GET  /api/v1/advisories
            GET  /advisories/list.csv                   GET  /api/v1/advisories
            POST /advisories/lint                       POST /api/v1/advisories/lint
            GET  /approvals                             GET  /api/v1/approvals
            POST /approvals/{id}                        POST /api/v1/audit-log/{id}/approval
            GET  /audit-log                             GET  /api/v1/audit-log
            GET  /audit-log.csv                         GET  /api/v1/audit-log
            GET  /audit-log.jsonl                       GET  /api/v1/audit-log
            GET  /cases                                 GET  /api/v1/cases
            GET  /cases/list.csv                        GET  /api/v1/cases
            GET  /cases/numbers                         GET  /api/v1/cases/numbers
            GET  /cases/numbers.csv                     GET  /api/v1/cases/numbers
            GET  /cases/{id}                            GET  /api/v1/cases/{id}
            POST /cases/{id}/accepted                   POST /api/v1/cases/{id}/accepted
            POST /cases/{id}/status                     POST /api/v1/threads/{id}/status
            POST /cases/{id}/steps                      POST /api/v1/cases/{id}/steps
            GET  /claims                                GET  /api/v1/claims
            GET  /claims/list.csv                       GET  /api/v1/claims
            GET  /claims/{id}                           GET  /api/v1/claims
            POST /claims/{id}                           POST /api/v1/claims/{id}/judgement
            GET  /compare.csv                           GET  /api/v1/differences
            GET  /compare                               GET  /api/v1/differences
            GET  /decisions/{id}                        GET  /api/v1/audit-log/{id}
            POST /decisions/{id}/undo                   POST /api/v1/audit-log/{id}/undo
            GET  /drafts                                GET  /api/v1/drafts
            GET  /drafts/list.csv                       GET  /api/v1/drafts
            POST /drafts                                POST /api/v1/drafts
            GET  /drafts/{id}                           GET  /api/v1/drafts/{id}
            POST /drafts/{id}                           PUT  /api/v1/drafts/{id}
            POST /drafts/{id}/accepted                  POST /api/v1/drafts/{id}/accepted
            GET  /drafts/{id}/announcement.eml          GET  /api/v1/drafts/{id}/announcement.eml
            GET  /drafts/{id}/announcement.txt          GET  /api/v1/drafts/{id}/announcement.eml
            POST /drafts/{id}/deletion                  POST /api/v1/drafts/{id}/deletion
            GET  /erasures                              POST /api/v1/erasures
            POST /erasures                              POST /api/v1/erasures
            POST /erasures/confirmation                 POST /api/v1/erasures
            GET  /findings                              GET  /api/v1/findings
            POST /findings                              POST /api/v1/findings/{key}/settlement
            GET  /findings.csv                          GET  /api/v1/findings
            GET  /forecast.csv                          GET  /api/v1/forecast
            GET  /forecast                              GET  /api/v1/forecast
            GET  /insight                               GET  /api/v1/cases/insight
            GET  /insight.csv                           GET  /api/v1/cases/insight
            GET  /me                                    GET  /api/v1/members/{id}/why
            POST /me/claim                              POST /api/v1/claims
            POST /me/dispute                            POST /api/v1/disputes
            POST /me/leave                              POST /api/v1/leaves
            POST /me/leave/{number}                     PUT  /api/v1/leaves/{number}
            POST /me/leave/{number}/removal             POST /api/v1/leaves/{number}/removal
            GET  /me/resign                             POST /api/v1/resignation
            POST /me/resign                             POST /api/v1/resignation
            GET  /members/{id}                          GET  /api/v1/members/{id}/why
            GET  /members/{id}/leaves                   GET  /api/v1/leaves
            POST /members/{id}/leaves                   POST /api/v1/leaves
            GET  /members/{id}/leaves/{number}          GET  /api/v1/leaves
            POST /members/{id}/leaves/{number}          PUT  /api/v1/leaves/{number}
            GET  /members/{id}/leaves/{number}/removal  GET  /api/v1/leaves
            POST /members/{id}/leaves/{number}/removal  POST /api/v1/leaves/{number}/removal
            GET  /nominations                           GET  /api/v1/nominations
            GET  /nominations/list.csv                  GET  /api/v1/nominations
            POST /nominations                           POST /api/v1/nominations
            POST /nominations/{id}/admit                POST /api/v1/nominations/{id}/admission
            POST /nominations/{id}/rule                 POST /api/v1/nominations/{id}/rulings
            POST /nominations/{id}/vote                 POST /api/v1/nominations/{id}/votes
            GET  /policies                              GET  /api/v1/policies
            GET  /queue                                 GET  /api/v1/queue/items
            GET  /queue.csv                             GET  /api/v1/queue/items
            GET  /queue/selected                        POST /api/v1/queue/answers
            POST /queue/selected                        POST /api/v1/queue/answers
            GET  /queue/{item}                          GET  /api/v1/queue/items/{item}
            POST /queue/{item}                          POST /api/v1/queue/answers
            POST /queue/{item}/subject                  POST /api/v1/queue/items/{item}/subject
            GET  /reminders                             GET  /api/v1/reminders
            POST /reminders                             POST /api/v1/reminders/reachable
            GET  /review                                GET  /api/v1/reviews
            POST /review                                POST /api/v1/reviews
            GET  /review/list.csv                       GET  /api/v1/reviews
            GET  /review/{id}                           GET  /api/v1/reviews/{id}
            GET  /review/{id}/report.csv                GET  /api/v1/reviews/{id}/report
            GET  /review/{id}/report.html               GET  /api/v1/reviews/{id}/report
            GET  /review/{id}/report.md                 GET  /api/v1/reviews/{id}/report
            GET  /review/{id}/report.zip                GET  /api/v1/reviews/{id}/report
            GET  /review/{id}/close                     GET  /api/v1/reviews/{id}
            GET  /review/{id}/open                      GET  /api/v1/reviews/{id}
            GET  /review/{id}/verify                    GET  /api/v1/reviews/{id}/verification
            POST /review/{id}/cancel                    POST /api/v1/reviews/{id}/cancellation
            POST /review/{id}/close                     POST /api/v1/reviews/{id}/closing
            POST /review/{id}/decide                    POST /api/v1/reviews/{id}/decisions
            POST /review/{id}/move                      POST /api/v1/reviews/{id}/moving
            POST /review/{id}/open                      POST /api/v1/reviews/{id}/opening
            POST /review/{id}/tick                      POST /api/v1/reviews/{id}/ticks
            GET  /settings.csv                          GET  /api/v1/settings
            GET  /settings                              GET  /api/v1/settings
            GET  /sources                               GET  /api/v1/sources
            GET  /sources/list.csv                      GET  /api/v1/sources
            GET  /sources/quarantine                    GET  /api/v1/quarantine
            GET  /sources/quarantine/list.csv           GET  /api/v1/quarantine
            POST /sources/quarantine/{id}/dismiss       POST /api/v1/quarantine/{id}/dismissal
            POST /sources/quarantine/{id}/replay        POST /api/v1/quarantine/{id}/replay
            POST /sources/{name}/look                   POST /api/v1/sources/{name}/look
            """;

    /** Doors, what everybody may see, and forms of their own: a program has no session to begin or end, and reads these as they are. */
    private static final Set<String> PAGES_ALONE = Set.of(
            "GET /sign-in",
            "POST /sign-in",
            "GET /sign-in/oidc",
            "POST /sign-out",
            "GET /invitation/{token}",
            "POST /invitation",
            "GET /members",
            "GET /documentation",
            "GET /documentation/{name}",
            "GET /published",
            "GET /published/list.csv",
            "GET /published/{id}",
            "GET /review.ics",
            "GET /audit.atom");

    @Test
    void theTableIsComplete() throws IOException {
        assertThat(Routes.ofTheCode()).containsExactlyInAnyOrderElementsOf(Routes.written());
    }

    @Test
    void whatAPageShowsOrDoesAProgramCanToo() {
        Map<String, List<String>> written = Routes.written().stream()
                .collect(Collectors.toMap(route -> route.method() + " " + route.path(), Routes.Route::roles));
        Set<String> told = new TreeSet<>(PAGES_ALONE);
        COUNTERPARTS.lines().map(line -> line.strip().split(" +")).forEach(cells -> {
            told.add(cells[0] + " " + cells[1]);
            assertThat(written).containsKey(cells[2] + " " + cells[3]);
        });
        Set<String> pages = new TreeSet<>(written.keySet());
        pages.removeIf(route -> route.contains("/api/"));
        assertThat(pages).isEqualTo(told);
    }
}
