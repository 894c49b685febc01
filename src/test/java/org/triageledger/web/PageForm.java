package org.triageledger.web;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.util.Map;

/** A form of a page, sent as a browser does. */
final class PageForm {
    private PageForm() {}

    /**
     * Opens a page and sends a form with its token against forgery; follows no redirect.
     *
     * @param session the value of the session's cookie
     */
    static Response post(String session, String page, String path, Map<String, String> fields) {
        Response form =
                given().accept("text/html").cookie("ledger-session", session).get(page);
        return given().accept("text/html")
                .cookie("ledger-session", session)
                .cookie("ledger-csrf", form.cookie("ledger-csrf"))
                .redirects()
                .follow(false)
                .formParams(fields)
                .formParam("csrf", SessionsTest.csrf(form))
                .post(path);
    }
}
