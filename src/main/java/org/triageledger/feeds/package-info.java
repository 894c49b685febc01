/** Reads published files (roster, release cycle) and GitHub's security advisories. */
@NullMarked
package org.triageledger.feeds;

import org.jspecify.annotations.NullMarked;
