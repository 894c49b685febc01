/** Credits, roles, coverage and a policy to a verdict for a day. Pure. */
@NullMarked
package org.triageledger.core.eligibility;

import org.jspecify.annotations.NullMarked;
