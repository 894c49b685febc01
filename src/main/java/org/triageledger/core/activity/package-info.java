/** Threads and roster to reports and credits. Pure. */
@NullMarked
package org.triageledger.core.activity;

import org.jspecify.annotations.NullMarked;
