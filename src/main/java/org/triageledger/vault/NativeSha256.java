package org.triageledger.vault;

import java.security.Security;
import org.conscrypt.Conscrypt;
import org.triageledger.core.hash.Sha256;

/**
 * SHA-256 of many mails, by the native code of Conscrypt (BoringSSL): only Java's optimising compiler makes its own as fast, and
 * everything here runs without it. For nothing else: Conscrypt is the last of the providers, so TLS and keys stay with those of Java.
 */
public final class NativeSha256 {
    private NativeSha256() {}

    /**
     * Makes {@link Sha256} use it from now on, which takes a tenth of a second the first time. Where there is none for this system, or
     * nothing may be run from the folder for temporary files, everything goes on with Java's own, and comes out the same.
     *
     * @return whether it is used
     */
    public static boolean load() {
        if (Security.getProvider(Sha256.NATIVE) == null && Conscrypt.isAvailable()) {
            Security.addProvider(Conscrypt.newProviderBuilder()
                    .setName(Sha256.NATIVE)
                    .provideTrustManager(false)
                    .build());
        }
        return Security.getProvider(Sha256.NATIVE) != null;
    }
}
