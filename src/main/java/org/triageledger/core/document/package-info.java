/** Documents of a few parts, as plain text, HTML, Markdown and CSV. */
@NullMarked
package org.triageledger.core.document;

import org.jspecify.annotations.NullMarked;
