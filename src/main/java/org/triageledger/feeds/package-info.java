/** Reads published files: roster, release cycle. */
@NullMarked
package org.triageledger.feeds;

import org.jspecify.annotations.NullMarked;
