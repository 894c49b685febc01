package org.triageledger.work;

import jakarta.enterprise.context.RequestScoped;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What methods that are {@link OncePerRequest} answered in this request. Nothing is kept unless the request is said to read only. */
@RequestScoped
public class RequestAnswers {
    private final Map<Asked, @Nullable Object> answers = new HashMap<>();
    private boolean readsOnly;

    /** From now on nothing is changed in this request. */
    public synchronized void readsOnly() {
        readsOnly = true;
    }

    synchronized boolean keeps() {
        return readsOnly;
    }

    synchronized boolean has(Asked asked) {
        return answers.containsKey(asked);
    }

    synchronized @Nullable Object get(Asked asked) {
        return answers.get(asked);
    }

    synchronized void keep(Asked asked, @Nullable Object answer) {
        answers.put(asked, answer);
    }

    record Asked(Method method, List<@Nullable Object> arguments) {}
}
