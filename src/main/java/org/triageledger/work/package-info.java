/** Use cases: load, decide (in the core), save. The only place that reads the clock. */
@NullMarked
package org.triageledger.work;

import org.jspecify.annotations.NullMarked;
