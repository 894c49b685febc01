package org.triageledger.work.config;

import java.util.Optional;

/** Where the request comes from that is answered just now. */
public interface ClientAddress {
    /** The address, as a proxy that is believed names it; empty outside of a request. */
    Optional<String> now();
}
