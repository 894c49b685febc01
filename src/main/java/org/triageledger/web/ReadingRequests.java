package org.triageledger.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.triageledger.work.RequestAnswers;

/** Requests by safe methods (RFC 9110 §9.2.1) only read. */
@ApplicationScoped
class ReadingRequests {
    private final RequestAnswers answers;

    ReadingRequests(RequestAnswers answers) {
        this.answers = answers;
    }

    @ServerRequestFilter
    public void look(ContainerRequestContext context) {
        if (context.getMethod().equals(HttpMethod.GET) || context.getMethod().equals(HttpMethod.HEAD)) {
            answers.readsOnly();
        }
    }
}
