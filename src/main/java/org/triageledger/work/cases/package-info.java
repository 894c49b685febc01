/** Cases: the report, the advisory and the CVE record of one vulnerability, with their deadlines. */
@NullMarked
package org.triageledger.work.cases;

import org.jspecify.annotations.NullMarked;
