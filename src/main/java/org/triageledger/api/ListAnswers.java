package org.triageledger.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * What all answers of the API to GET have in common: an entity tag (RFC 9110 §8.8.3), by which a program is told that nothing has
 * changed, and pages where they are asked for.
 */
@Singleton
final class ListAnswers {
    private static final String API = "/api/v1/";
    private static final String PART = ListAnswers.class.getName();

    private final ObjectMapper json;

    ListAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** Before anything is worked out, so that a page that cannot be read is a problem like any other. */
    @ServerRequestFilter
    void read(ContainerRequestContext request, ResourceInfo resource) {
        if (request.getMethod().equals("GET") && request.getUriInfo().getPath().startsWith(API)) {
            List<String> fields = PagedLists.LISTS.get(template(resource));
            KnownParameters.check(
                    resource.getResourceMethod(),
                    fields != null,
                    request.getUriInfo().getQueryParameters().keySet());
            if (fields != null) {
                PagedLists.asked(request.getUriInfo().getQueryParameters())
                        .ifPresent(part -> request.setProperty(PART, new Asked(fields, part)));
            }
        }
    }

    private record Asked(List<String> fields, PagedLists.Part part) {}

    /** The path as the annotations of class and method write it, with its variables. */
    private static String template(ResourceInfo resource) {
        return Stream.of(resource.getResourceClass(), resource.getResourceMethod())
                .map(part -> part == null ? null : part.getAnnotation(Path.class))
                .flatMap(Stream::ofNullable)
                .map(path -> path.value().replaceAll("^/|/$", ""))
                .collect(Collectors.joining("/", "/", ""));
    }

    @ServerResponseFilter
    void finish(ContainerRequestContext request, ContainerResponseContext response) {
        @Nullable Object entity = response.getEntity();
        if (!request.getMethod().equals("GET")
                || !request.getUriInfo().getPath().startsWith(API)
                || response.getStatus() != 200
                || entity == null
                || !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())) {
            return;
        }
        if (request.getProperty(PART) instanceof Asked asked && entity instanceof Record whole) {
            AnswerPage page = AnswerPage.of(whole, asked.fields(), asked.part());
            response.getHeaders()
                    .put(
                            HttpHeaders.LINK,
                            List.copyOf(asked.part()
                                    .links(
                                            request.getUriInfo().getPath(),
                                            request.getUriInfo().getQueryParameters(),
                                            page.longest())));
            entity = page.answer();
        }
        AnswerText text = AnswerText.of(entity, json);
        String tag = text.tag();
        response.setEntity(text.whole().<Object>map(whole -> whole).orElse(entity));
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        if (matches(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }

    /** By weak comparison (RFC 9110 §13.1.2). */
    private static boolean matches(@Nullable List<String> fields, String tag) {
        return Optional.ofNullable(fields).orElse(List.of()).stream()
                .flatMap(field -> Arrays.stream(field.split(",")))
                .map(String::strip)
                .anyMatch(asked -> asked.equals("*") || asked.equals(tag) || asked.equals("W/" + tag));
    }
}
