/** What the audit log records, as one type for each act, and what holds because of it. Pure. */
@NullMarked
package org.triageledger.core.record;

import org.jspecify.annotations.NullMarked;
