package org.triageledger.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.triageledger.work.Refusal;

/** What goes wrong is said in a line: as a page to people, as JSON to programs. */
@ApplicationScoped
class PageErrors {
    @ServerExceptionMapper
    Response refused(Refusal refusal, HttpHeaders headers) {
        return answer(400, String.valueOf(refusal.getMessage()), headers);
    }

    @ServerExceptionMapper
    Response forbidden(jakarta.ws.rs.ForbiddenException exception, HttpHeaders headers) {
        return answer(403, "This is not for your account to see.", headers);
    }

    @ServerExceptionMapper
    Response missing(jakarta.ws.rs.NotFoundException exception, HttpHeaders headers) {
        return answer(404, "There is nothing at this address.", headers);
    }

    private static Response answer(int status, String what, HttpHeaders headers) {
        boolean html = headers.getAcceptableMediaTypes().stream()
                        .anyMatch(type -> type.isCompatible(MediaType.TEXT_HTML_TYPE))
                && headers.getAcceptableMediaTypes().stream().noneMatch(type -> type.equals(MediaType.WILDCARD_TYPE));
        if (html) {
            Pages.Frame frame = new Pages.Frame("That did not work", "", false, List.of());
            return Response.status(status)
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .entity(new Pages.trouble(frame, what).render())
                    .build();
        }
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("error", what))
                .build();
    }
}
