/** Tests that concern the whole. */
@NullMarked
package org.triageledger;

import org.jspecify.annotations.NullMarked;
