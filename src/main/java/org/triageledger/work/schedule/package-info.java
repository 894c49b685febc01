/** What runs by the clock. */
@NullMarked
package org.triageledger.work.schedule;

import org.jspecify.annotations.NullMarked;
