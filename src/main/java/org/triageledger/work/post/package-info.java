/** Mail that the ledger sends: the outbox, what comes back, and alarms for admins. */
@NullMarked
package org.triageledger.work.post;

import org.jspecify.annotations.NullMarked;
