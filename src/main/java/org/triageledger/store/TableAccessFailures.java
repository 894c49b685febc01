package org.triageledger.store;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says a failure of the database without its own text, which may quote data. */
@TableAccess
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_AFTER)
class TableAccessFailures {
    @AroundInvoke
    @Nullable
    Object call(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (PersistenceException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException refused) {
                    throw new StoreFailure(refused);
                }
            }
            throw e;
        }
    }
}
