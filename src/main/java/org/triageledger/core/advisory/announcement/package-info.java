/** What a mail announces, what is wrong with it, and which mails belong to one announcement. Pure. */
@NullMarked
package org.triageledger.core.advisory.announcement;

import org.jspecify.annotations.NullMarked;
