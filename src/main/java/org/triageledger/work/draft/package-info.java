/** Drafts of advisories, until they are announced. */
@NullMarked
package org.triageledger.work.draft;

import org.jspecify.annotations.NullMarked;
