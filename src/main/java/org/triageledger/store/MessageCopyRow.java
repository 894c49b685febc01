package org.triageledger.store;

import java.util.Optional;
import org.triageledger.core.mail.MessageCopy;

/**
 * A sighting with what is stored beside it, or in place of it: of its CVE and GHSA ids nothing is stored in clear.
 *
 * @param part 0 for a mail itself, n for the n-th mail in a digest
 * @param sealed subject and display names, encrypted; empty where keeping them is switched off
 * @param advisories its CVE and GHSA ids with blanks between, encrypted; empty where it has none
 */
public record MessageCopyRow(MessageCopy sighting, int part, Optional<byte[]> sealed, Optional<byte[]> advisories) {}
