/** REST. */
@NullMarked
package org.triageledger.api;

import org.jspecify.annotations.NullMarked;
