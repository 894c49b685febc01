/** Seals what must not be read at rest. */
@NullMarked
package org.triageledger.vault;

import org.jspecify.annotations.NullMarked;
