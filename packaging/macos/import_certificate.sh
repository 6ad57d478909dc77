#!/bin/sh
# Make the certificate for signing known to this Mac; of a build server, for good.
#
# Needs MACOS_CERTIFICATE (a .p12 file in Base64) and MACOS_CERTIFICATE_PASSWORD. Without them
# nothing is done, and what is built is not signed.
set -eu

if [ -z "${MACOS_CERTIFICATE:-}" ]; then
    echo "MACOS_CERTIFICATE is not set: nothing will be signed."
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
keychain=$HOME/Library/Keychains/colorizer-signing.keychain-db
password=$(uuidgen)
echo "$MACOS_CERTIFICATE" | base64 --decode > "$folder/certificate.p12"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$folder/certificate.p12" -k "$keychain" -f pkcs12 \
    -P "${MACOS_CERTIFICATE_PASSWORD:?}" -T /usr/bin/codesign
# Lets codesign use the key without asking.
security set-key-partition-list -S apple-tool:,apple: -k "$password" "$keychain" > /dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
