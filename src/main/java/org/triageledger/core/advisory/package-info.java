/** Advisories: announcements, CVE records, and what they say of each other. */
@NullMarked
package org.triageledger.core.advisory;

import org.jspecify.annotations.NullMarked;
