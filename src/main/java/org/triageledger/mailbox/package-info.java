/** Watches IMAP mailboxes. */
@NullMarked
package org.triageledger.mailbox;

import org.jspecify.annotations.NullMarked;
