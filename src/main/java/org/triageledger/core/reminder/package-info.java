/** The mails before a review, and the calendar of reviews. */
@NullMarked
package org.triageledger.core.reminder;

import org.jspecify.annotations.NullMarked;
