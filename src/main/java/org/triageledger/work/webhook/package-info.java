/** Other programs are told of findings, verdicts that changed, and steps of reviews. */
@NullMarked
package org.triageledger.work.webhook;

import org.jspecify.annotations.NullMarked;
