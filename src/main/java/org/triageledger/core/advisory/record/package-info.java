/** CVE records (CVE JSON 5): what each version said, the credits in it, and what is odd about it. */
@NullMarked
package org.triageledger.core.advisory.record;

import org.jspecify.annotations.NullMarked;
