/** Which stretches of time a source is known to have been read completely. Pure. */
@NullMarked
package org.triageledger.core.coverage;

import org.jspecify.annotations.NullMarked;
