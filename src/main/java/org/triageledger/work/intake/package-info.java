/** Mail comes in: import, watching of mailboxes, delivery by pipe, and quarantine. */
@NullMarked
package org.triageledger.work.intake;

import org.jspecify.annotations.NullMarked;
