/** IMAP (RFC 9051) as far as reading a folder needs it: connections, sign-in, answers to FETCH, large mails. */
@NullMarked
package org.triageledger.mailbox.imap;

import org.jspecify.annotations.NullMarked;
