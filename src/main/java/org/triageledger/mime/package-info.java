/** Reads MIME bytes into core records. An adapter over Jakarta Mail; it judges nothing. */
@NullMarked
package org.triageledger.mime;

import org.jspecify.annotations.NullMarked;
