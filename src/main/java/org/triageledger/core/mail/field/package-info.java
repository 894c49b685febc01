/** Header fields: addresses, dates, Received, DKIM and authentication results, and who can have written a field. */
@NullMarked
package org.triageledger.core.mail.field;

import org.jspecify.annotations.NullMarked;
