/** What a review rests on, frozen when it opens, and computed again to verify it. */
@NullMarked
package org.triageledger.core.snapshot;

import org.jspecify.annotations.NullMarked;
