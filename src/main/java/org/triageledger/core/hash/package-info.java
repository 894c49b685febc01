/** Hashes of bytes and texts. */
@NullMarked
package org.triageledger.core.hash;

import org.jspecify.annotations.NullMarked;
