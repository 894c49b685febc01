/** Copies to messages, messages to threads. */
@NullMarked
package org.triageledger.core.mail.thread;

import org.jspecify.annotations.NullMarked;
