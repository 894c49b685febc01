package org.triageledger.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.work.Refusal;

/** Refuses hidden characters in whatever is sent: addresses, forms, and what the bodies of the API say. */
@Provider
@ApplicationScoped
public class PlainInput implements ReaderInterceptor {
    /** The property of a request whose form was refused here: the refusal. */
    static final String REFUSED = PlainInput.class.getName();

    private final ObjectMapper json;

    PlainInput(ObjectMapper json) {
        this.json = json;
    }

    @ServerRequestFilter(readBody = true)
    public void look(ResteasyReactiveContainerRequestContext context) {
        context.getUriInfo().getQueryParameters().forEach(PlainInput::needsPlain);
        context.getUriInfo().getPathParameters().forEach(PlainInput::needsPlain);
        if (context.getServerRequestContext() instanceof ResteasyReactiveRequestContext request
                && request.getFormData() instanceof FormData form) {
            try {
                for (String name : form) {
                    form.get(name).stream()
                            .filter(value -> !value.isFileItem())
                            .forEach(value -> needsPlain(name, value.getValue()));
                }
            } catch (Refusal refusal) {
                context.setProperty(REFUSED, refusal);
                throw refusal;
            }
        }
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context)
            throws IOException, WebApplicationException {
        @Nullable Object body = context.proceed();
        if (body == null && context.getType().isRecord()) {
            // nothing was sent, or null: every field is missing, and what needs one says so
            body = json.readValue("{}", context.getType());
        }
        needsPlain("the body", body);
        return body;
    }

    private static void needsPlain(String name, List<String> values) {
        values.forEach(value -> needsPlain(name, value));
    }

    private static void needsPlain(String name, @Nullable Object value) {
        switch (value) {
            case null -> {
                // not sent
            }
            case CharSequence text ->
                HiddenCharacters.inText(text.toString()).ifPresent(hidden -> {
                    throw new Refusal("in '" + HiddenCharacters.escaped(name) + "' " + hidden.complaint()).at(name);
                });
            case Collection<?> many -> many.forEach(item -> needsPlain(name, item));
            case Map<?, ?> map ->
                map.forEach((key, item) -> {
                    needsPlain(name, key);
                    needsPlain(String.valueOf(key), item);
                });
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    needsPlain(component.getName(), of(record, component));
                }
            }
            default -> {
                // numbers and days
            }
        }
    }

    private static @Nullable Object of(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
