/** Who wrote a mail, also behind a mailing list, and whether that can be believed. */
@NullMarked
package org.triageledger.core.mail.author;

import org.jspecify.annotations.NullMarked;
