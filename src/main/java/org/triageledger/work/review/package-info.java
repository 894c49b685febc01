/** The yearly review: planned, opened, decided, closed, and the reminders before it. */
@NullMarked
package org.triageledger.work.review;

import org.jspecify.annotations.NullMarked;
