package org.triageledger.cli;

/** The forms an answer can take. */
enum Format {
    table,
    text,
    json,
    csv
}
