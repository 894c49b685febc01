package org.triageledger.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a command that changes nothing and reads no file and no standard input: a service that runs on the same data directory may
 * answer it, with the same bytes.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface ReadsOnly {
    /** Options with which the command does change something. */
    String[] unless() default {};
}
