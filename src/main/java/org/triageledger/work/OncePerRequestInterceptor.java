package org.triageledger.work;

import io.quarkus.arc.Arc;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Before a transaction begins: where there is an answer already, none is needed. */
@OncePerRequest
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class OncePerRequestInterceptor {
    private final RequestAnswers answers;

    OncePerRequestInterceptor(RequestAnswers answers) {
        this.answers = answers;
    }

    @AroundInvoke
    @Nullable
    Object once(InvocationContext call) throws Exception {
        if (!Arc.container().requestContext().isActive() || !answers.keeps()) {
            return call.proceed();
        }
        RequestAnswers.Asked asked = new RequestAnswers.Asked(call.getMethod(), Arrays.asList(call.getParameters()));
        if (answers.has(asked)) {
            return answers.get(asked);
        }
        Object answer = call.proceed();
        answers.keep(asked, answer);
        return answer;
    }
}
