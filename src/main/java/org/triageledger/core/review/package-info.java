/** The yearly review: planned, opened, decided, closed, reported to the council. */
@NullMarked
package org.triageledger.core.review;

import org.jspecify.annotations.NullMarked;
