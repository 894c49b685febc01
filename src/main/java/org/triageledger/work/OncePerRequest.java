package org.triageledger.work;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that is asked only once for the same arguments within one HTTP request that only reads: who asks again gets the same answer, so
 * that a page is of one moment. Everywhere else, it is asked each time. Its answer must be immutable, and it must not depend on who is
 * signed in but through its arguments or the request.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OncePerRequest {}
