/** Questions about verdicts, evidence, sources and the team, and who may see the answers. */
@NullMarked
package org.triageledger.work.queries;

import org.jspecify.annotations.NullMarked;
