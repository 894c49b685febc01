/** What announcement, CVE record and GitHub advisory of one vulnerability say of each other. */
@NullMarked
package org.triageledger.core.advisory.match;

import org.jspecify.annotations.NullMarked;
