/**
 * What every use of the ledger shares: the refusal with its one line, UTC days, who signs a decision, and the clock. Below it stands
 * one package for each subject. The records in classes named {@code …Views} are the answers as programs and pages see them: one shape
 * serves the command line, the REST API and the pages, and their names are a contract.
 */
@NullMarked
package org.triageledger.work;

import org.jspecify.annotations.NullMarked;
