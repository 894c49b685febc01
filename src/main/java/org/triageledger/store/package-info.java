/** Keeps facts in the database. No entity leaves this package. */
@NullMarked
package org.triageledger.store;

import org.jspecify.annotations.NullMarked;
