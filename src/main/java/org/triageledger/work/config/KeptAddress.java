package org.triageledger.work.config;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is kept of the address of somebody who signs in or acts, as {@code ledger.audit.addresses} says. */
public final class KeptAddress {
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;

    /** In full: Java reads shorter forms too, and means something else by them than who wrote them. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|(?=[^:]*:)[0-9A-Fa-f:.]{2,45}(?:%.{1,40})?");

    private KeptAddress() {}

    /**
     * The address, or its network of 24 bits (IPv4) or 48 (IPv6); empty for what is no address. An address of this machine is a proxy
     * that names no client, and is nobody's.
     *
     * @param how {@code full}, {@code network} or {@code none}
     */
    public static Optional<String> of(String text, String how) {
        if (how.equals("none") || !ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text.replaceFirst("%.*", ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (address.isLoopbackAddress()) {
            return Optional.empty();
        }
        return Optional.of(how.equals("full") ? address.getHostAddress() : network(address.getAddress()));
    }

    private static String network(byte[] bytes) {
        if (bytes.length == 4) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < IPV4_BYTES; i++) {
                text.append(bytes[i] & 0xff).append('.');
            }
            return text + "0/24";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < IPV6_BYTES; i += 2) {
            text.append(HexFormat.of().formatHex(bytes, i, i + 2).replaceFirst("^0{1,3}", ""))
                    .append(':');
        }
        return text + ":/48";
    }
}
