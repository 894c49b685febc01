/** What is read of published releases and release cycles, and whose turn it is to read it. */
@NullMarked
package org.triageledger.work.release;

import org.jspecify.annotations.NullMarked;
