/** Reports, advisories, announcements and records that belong together, what became of them and what is still due. Pure. */
@NullMarked
package org.triageledger.core.advisory.cases;

import org.jspecify.annotations.NullMarked;
