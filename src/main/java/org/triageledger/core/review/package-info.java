/** The yearly review and its report, reminders before it, nominations, claims: decisions about people, made by people. Pure. */
@NullMarked
package org.triageledger.core.review;

import org.jspecify.annotations.NullMarked;
