/** The audit log as it is written and read: what people decided, and the texts and ids that are sealed for it. */
@NullMarked
package org.triageledger.work.record;

import org.jspecify.annotations.NullMarked;
