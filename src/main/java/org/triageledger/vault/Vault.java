package org.triageledger.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Seals what may only be kept encrypted (subjects, display names), and hashes what is only ever compared.
 *
 * <p>The key file holds two Tink keysets, one per line: AES-256-GCM for sealing, HMAC-SHA-256 as a pseudo-random function for
 * tokens. Anyone who has the ledger without the key file learns neither.
 */
public final class Vault {
    private static final int TOKEN_BYTES = 16;
    private static final int MAC_BYTES = 32;

    private final Aead aead;
    private final PrfSet prf;

    private Vault(Aead aead, PrfSet prf) {
        this.aead = aead;
        this.prf = prf;
    }

    /**
     * Opens the key file; makes one with mode 0600 where there is none.
     *
     * @throws BadKey with one line that says what is wrong and what to do
     */
    public static Vault at(Path keyFile) throws BadKey {
        try {
            if (Files.notExists(keyFile)) {
                create(keyFile);
            }
            return of(Files.readString(keyFile));
        } catch (IOException e) {
            throw new BadKey("the key file " + keyFile + " cannot be read or made: check its folder and permissions");
        } catch (BadKey e) {
            throw new BadKey(
                    "the key file " + keyFile + " is damaged: restore it from your backup, or move it away to start"
                            + " with a new one (what was sealed with the old one stays sealed)");
        }
    }

    /** Uses a configured key: the content of a key file. */
    public static Vault of(String key) throws BadKey {
        String[] lines = key.strip().split("\\R");
        if (lines.length != 2) {
            throw new BadKey("the configured key is not the content of a key file: two lines are expected");
        }
        try {
            register();
            return new Vault(
                    keyset(lines[0]).getPrimitive(RegistryConfiguration.get(), Aead.class),
                    keyset(lines[1]).getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (GeneralSecurityException e) {
            throw new BadKey("the configured key is not the content of a key file: it holds no Tink keysets");
        }
    }

    /** Encrypts; the context must be given again to open it, so that a sealed text cannot be moved to another message. */
    public byte[] seal(String text, String context) {
        return seal(text.getBytes(StandardCharsets.UTF_8), context);
    }

    /** As {@link #seal(String, String)}, for bytes of any kind. */
    public byte[] seal(byte[] bytes, String context) {
        try {
            return aead.encrypt(bytes, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** Decrypts; empty where the key or the context is another. */
    public Optional<String> open(byte[] sealed, String context) {
        return openBytes(sealed, context).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** As {@link #open}, for bytes of any kind. */
    public Optional<byte[]> openBytes(byte[] sealed, String context) {
        try {
            return Optional.of(aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** A keyed hash in hex: equal for equal texts under one key, and without the key not to be guessed by trying texts. */
    public String token(String text) {
        try {
            return HexFormat.of().formatHex(prf.computePrimary(text.getBytes(StandardCharsets.UTF_8), TOKEN_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("hashing failed", e);
        }
    }

    /**
     * An HMAC-SHA-256 in lower-case hexadecimal. Only who has the key can make one or tell whether one is right.
     *
     * @param context what the text is, so that a hash made for one purpose fits no other
     */
    public String mac(String text, String context) {
        try {
            byte[] all = (context.length() + ":" + context + "\n" + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(prf.computePrimary(all, MAC_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("hashing failed", e);
        }
    }

    private static void create(Path keyFile) throws IOException, BadKey {
        String content;
        try {
            register();
            content = json("AES256_GCM") + "\n" + json("HMAC_SHA256_PRF") + "\n";
        } catch (GeneralSecurityException e) {
            throw new BadKey("no key could be made: " + e.getClass().getSimpleName());
        }
        SecretFile.create(keyFile, content);
    }

    private static void register() throws GeneralSecurityException {
        AeadConfig.register();
        PrfConfig.register();
    }

    private static String json(String template) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                        KeysetHandle.generateNew(KeyTemplates.get(template)), InsecureSecretKeyAccess.get())
                .replaceAll("\\R\\s*", "");
    }

    private static KeysetHandle keyset(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    }

    /** A key that cannot be used; the message is one line for people. */
    public static final class BadKey extends Exception {
        private static final long serialVersionUID = 1L;

        BadKey(String message) {
            super(message);
        }
    }
}
