/** Looks after the ledger as a whole: backups, whether it is sound, a new key. */
@NullMarked
package org.triageledger.work.upkeep;

import org.jspecify.annotations.NullMarked;
