/** One mail to the facts that are kept of it. */
@NullMarked
package org.triageledger.core.mail.judge;

import org.jspecify.annotations.NullMarked;
