/** How people become and stay members: nominations, claims, leaves, resignations, and who may decide them. */
@NullMarked
package org.triageledger.core.membership;

import org.jspecify.annotations.NullMarked;
