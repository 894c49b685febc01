/** Whether a person or a machine sent a mail: answers in absence, delivery reports, services, digests, reactions. */
@NullMarked
package org.triageledger.core.mail.automation;

import org.jspecify.annotations.NullMarked;
