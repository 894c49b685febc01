/** Advisories: announcements, CVE records and GitHub security advisories, and what differs between them. */
@NullMarked
package org.triageledger.work.advisory;

import org.jspecify.annotations.NullMarked;
