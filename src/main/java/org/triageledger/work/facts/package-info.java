/** What the ledger knows and what follows from it on a day: messages, credits, cases, the policy in force. */
@NullMarked
package org.triageledger.work.facts;

import org.jspecify.annotations.NullMarked;
