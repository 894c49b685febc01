/** Seals what must not be read at rest, and hashes. */
@NullMarked
package org.triageledger.vault;

import org.jspecify.annotations.NullMarked;
