/**
 * GitHub's repository security advisories: what one look at an advisory says, and what several looks say together. Pure.
 *
 * <p>The object that GitHub gives has no history. When something changed is known only as lying between two looks.
 */
@NullMarked
package org.triageledger.core.advisory.ghsa;

import org.jspecify.annotations.NullMarked;
