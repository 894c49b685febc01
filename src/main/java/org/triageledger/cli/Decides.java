package org.triageledger.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a command that changes the ledger by what stands on its command line, or shows what it would change, and reads no file and no
 * standard input: a service that runs on the same data directory may do it. What it has taken, the asking process never does again.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Decides {}
