package org.triageledger.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers that a browser saves as a file. */
final class Downloads {
    private Downloads() {}

    /** Comma-separated values (RFC 4180), in UTF-8. */
    static Response csv(String text, String name) {
        return Response.fromResponse(of(text, name))
                .type(MediaType.valueOf("text/csv").withCharset("UTF-8"))
                .build();
    }

    /** Of the type that the resource produces. */
    static Response of(Object content, String name) {
        return Response.ok(content)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
