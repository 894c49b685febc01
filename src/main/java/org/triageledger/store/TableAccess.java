package org.triageledger.store;

import jakarta.interceptor.InterceptorBinding;
import jakarta.transaction.Transactional;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Reads and writes rows by Hibernate, in the transaction of the caller or, where there is none, in one of its own. What the database
 * refuses becomes a {@link StoreFailure}.
 */
@InterceptorBinding
@Transactional
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TableAccess {}
