package org.triageledger.web;

import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Each page as it is when nothing is asked of it beyond its path: the page of a list with all of its lines. It is made by the method of
 * the page itself, so that every page has one, and for the person who asks.
 */
@ApplicationScoped
class UnaskedPages {
    /**
     * The page that a request is for. None where it is for something else, such as a file, where the person who asks may not see it, and
     * where the page itself cannot be made.
     */
    Optional<String> of(@Nullable ResteasyReactiveRequestContext request, UriInfo address) {
        if (request == null || request.getTarget() == null) {
            return Optional.empty();
        }
        Method method = request.getTarget().getLazyMethod().getMethod();
        if (!TemplateInstance.class.isAssignableFrom(method.getReturnType())) {
            return Optional.empty();
        }
        Parameter[] parameters = method.getParameters();
        try {
            @Nullable Object[] nothing = new @Nullable Object[parameters.length];
            for (int i = 0; i < parameters.length; i++) {
                nothing[i] = nothing(parameters[i], address);
            }
            Object resource = Arc.container().select(method.getDeclaringClass()).get();
            return method.invoke(resource, nothing) instanceof TemplateInstance page
                    ? Optional.of(page.render())
                    : Optional.empty();
        } catch (InvocationTargetException | IllegalAccessException | RuntimeException cannotBeMade) {
            return Optional.empty();
        }
    }

    private static @Nullable Object nothing(Parameter parameter, UriInfo address) {
        PathParam part = parameter.getAnnotation(PathParam.class);
        Class<?> type = parameter.getType();
        if (part != null) {
            String text = address.getPathParameters().getFirst(part.value());
            return type == long.class ? (Object) Long.valueOf(text) : text;
        }
        if (type == ListAsked.class) {
            return new ListAsked();
        }
        if (type == List.class) {
            return List.of();
        }
        return type == boolean.class ? Boolean.FALSE : null;
    }
}
