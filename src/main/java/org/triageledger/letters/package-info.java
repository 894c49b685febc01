/** Letters and the council's report, written from templates that an admin can override. */
@NullMarked
package org.triageledger.letters;

import org.jspecify.annotations.NullMarked;
