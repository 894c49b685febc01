/** What waits for people: the review queue, and what each role has to do. */
@NullMarked
package org.triageledger.work.queue;

import org.jspecify.annotations.NullMarked;
