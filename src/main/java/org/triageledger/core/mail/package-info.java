/** The vocabulary of mail: messages, their copies, authors, trust, addresses, ids and lists. */
@NullMarked
package org.triageledger.core.mail;

import org.jspecify.annotations.NullMarked;
