/** Announcements that are being written: what people fill in, the text that comes of it, and what belongs into the CVE record. */
@NullMarked
package org.triageledger.core.advisory.draft;

import org.jspecify.annotations.NullMarked;
