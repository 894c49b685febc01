package org.triageledger.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which methods each address of pages and API has, by the resources there are. */
@ApplicationScoped
class AllowedMethods {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

    private final List<Route> routes;

    private record Route(Pattern path, String method) {}

    AllowedMethods(BeanManager beans) {
        this.routes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .distinct()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getMethods()).flatMap(method -> routes(type, method).stream()))
                .toList();
    }

    /**
     * Those of an address, in the order of the alphabet, with HEAD and OPTIONS where they are answered as well; none where there is nothing
     * at that address.
     *
     * @param path as in {@code /api/v1/members}, without a query
     */
    SortedSet<String> of(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        SortedSet<String> methods = routes.stream()
                .filter(route -> route.path().matcher(plain).matches())
                .map(Route::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return methods;
    }

    private static List<Route> routes(Class<?> type, Method method) {
        List<Route> routes = new ArrayList<>();
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod named = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (named != null) {
                routes.add(new Route(pattern("/" + path(type) + "/" + path(method)), named.value()));
            }
        }
        return routes;
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static Pattern pattern(String template) {
        String plain = template.replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        return Pattern.compile(
                Arrays.stream(VARIABLE.matcher(plain).replaceAll("\0").split("((?<=\0)|(?=\0))"))
                        .map(part -> part.equals("\0") ? "[^/]+" : Pattern.quote(part))
                        .collect(Collectors.joining()));
    }
}
