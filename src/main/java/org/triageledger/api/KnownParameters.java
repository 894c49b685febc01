package org.triageledger.api;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.NearWords;

/** Which parameters each address of the API takes. A filter that is misspelt must not answer as if it had not been asked for. */
final class KnownParameters {
    private static final Map<Method, Set<String>> KNOWN = new ConcurrentHashMap<>();
    private static final int LONGEST = 40;
    private static final Set<String> OF_PAGES = Set.of("page", "size");

    private KnownParameters() {}

    /**
     * Looks for one that nobody reads.
     *
     * @param paged whether pages of the answer can be asked for
     * @throws Refusal where there is one
     */
    static void check(Method method, boolean paged, Collection<String> asked) {
        Set<String> known = new TreeSet<>(KNOWN.computeIfAbsent(method, KnownParameters::of));
        if (paged) {
            known.addAll(OF_PAGES);
        }
        new TreeSet<>(asked)
                .stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                    throw new Refusal(refusal(name, known));
                });
    }

    /** Says what there is, and repeats nothing of what was sent. */
    private static String refusal(String name, Set<String> known) {
        if (known.isEmpty()) {
            return "this address takes no parameters";
        }
        return "this address takes no such parameter: "
                + NearWords.near(name.substring(0, Math.min(LONGEST, name.length())), known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("it takes " + String.join(", ", known));
    }

    private static Set<String> of(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            add(parameter, names);
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (@Nullable Class<?> type = parameter.getType(); type != null; type = type.getSuperclass()) {
                    Stream.of(type.getDeclaredFields()).forEach(field -> add(field, names));
                }
            }
        }
        return names;
    }

    private static void add(AnnotatedElement read, Set<String> names) {
        QueryParam named = read.getAnnotation(QueryParam.class);
        if (named != null) {
            names.add(named.value());
        }
    }
}
