package org.triageledger.web;

import jakarta.ws.rs.core.Response;

/**
 * What went wrong, for programs (RFC 9457).
 *
 * @param type {@code about:blank}: the status alone says which kind it is (§4.2.1)
 * @param title the status in words, always the same for one status
 * @param detail one line for people: what is wrong, and what to do
 */
record Problem(String type, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem("about:blank", known == null ? "Error" : known.getReasonPhrase(), status, detail);
    }
}
