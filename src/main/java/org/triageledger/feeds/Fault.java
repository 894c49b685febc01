package org.triageledger.feeds;

/** One thing wrong with a file: the line where it stands (from 1; 0 for the whole file), and what is wrong and what to do. */
public record Fault(int line, String message) {
    public String in(String file) {
        return file + (line > 0 ? ":" + line : "") + ": " + message;
    }
}
