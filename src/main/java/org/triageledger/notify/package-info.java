/** Sending mail by SMTP. What is sent, to whom and when is decided elsewhere. */
@NullMarked
package org.triageledger.notify;

import org.jspecify.annotations.NullMarked;
