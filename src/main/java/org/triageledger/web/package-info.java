/** Pages. */
@NullMarked
package org.triageledger.web;

import org.jspecify.annotations.NullMarked;
