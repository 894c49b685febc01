/** Reads mail out of files: mbox, Maildir, single messages. */
@NullMarked
package org.triageledger.archive;

import org.jspecify.annotations.NullMarked;
