/** What of a mail's text its author wrote: without quotes, signatures and what servers add. */
@NullMarked
package org.triageledger.core.mail.text;

import org.jspecify.annotations.NullMarked;
