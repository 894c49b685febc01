package org.triageledger.work;

/** Something cannot be done. The message is one line for people: what is wrong, and what to do. It holds no mail content. */
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message);
    }
}
